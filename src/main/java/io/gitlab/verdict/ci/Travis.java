package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Travis CI. */
public final class Travis implements CiSystem {

    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Travis", environment);
        return job.has("TRAVIS")
                ? job.build("{TRAVIS_BUILD_ID}")
                        .attempt("{TRAVIS_JOB_NUMBER}")
                        .link("job", "{TRAVIS_JOB_NUMBER}", "{TRAVIS_JOB_WEB_URL}")
                        .link("build", "{TRAVIS_BUILD_ID}", "{TRAVIS_BUILD_WEB_URL}")
                        .commitDetectedAs("Travis CI")
                        .withheldIf(
                                fork(job) && job.text("TRAVIS_SECURE_ENV_VARS").equals("false"),
                                "this build is for a pull request from a fork, to which Travis CI passes no encrypted"
                                        + " variables")
                        .directory("TRAVIS_BUILD_DIR")
                        .job()
                : Optional.empty();
    }

    private static boolean fork(JobDescription job) {
        return job.has("TRAVIS_PULL_REQUEST_SLUG")
                && !job.text("TRAVIS_PULL_REQUEST_SLUG").equals(job.text("TRAVIS_REPO_SLUG"));
    }
}
