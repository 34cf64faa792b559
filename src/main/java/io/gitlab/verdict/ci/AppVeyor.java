package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** AppVeyor. */
public final class AppVeyor implements CiSystem {

    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("AppVeyor", environment);
        String project = "{APPVEYOR_URL}/project/{APPVEYOR_ACCOUNT_NAME}/{APPVEYOR_PROJECT_SLUG}";
        return job.has("APPVEYOR")
                ? job.build("{APPVEYOR_BUILD_ID}")
                        .attempt("{APPVEYOR_JOB_ID}")
                        .link("build", "{APPVEYOR_BUILD_ID}", project + "/builds/{APPVEYOR_BUILD_ID}")
                        .withheldIf(
                                fork(job),
                                "this build is for a pull request from a fork, to which AppVeyor passes no secure variables"
                                        + " unless the project allows it")
                        .directory("APPVEYOR_BUILD_FOLDER")
                        .job()
                : Optional.empty();
    }

    private static boolean fork(JobDescription job) {
        String head = job.text("APPVEYOR_PULL_REQUEST_HEAD_REPO_NAME");
        return !head.isEmpty() && !head.equals(job.text("APPVEYOR_REPO_NAME"));
    }
}
