package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Drone. */
public final class Drone implements CiSystem {

    /** Numbers are counted by each repository. A repeated build has another number. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Drone", environment);
        return job.has("DRONE")
                ? job.build("{DRONE_REPO}-{DRONE_BUILD_NUMBER}")
                        .attempt("{DRONE_BUILD_NUMBER}")
                        .link("build", "{DRONE_BUILD_NUMBER}", "{DRONE_BUILD_LINK}")
                        .commit("{DRONE_GIT_HTTP_URL}", "{DRONE_COMMIT_SHA}", "{DRONE_COMMIT_BRANCH}")
                        .created("DRONE_BUILD_CREATED")
                        .withheldIf(
                                job.text("DRONE_BUILD_EVENT").equals("pull_request"),
                                "this build is for a pull request, to which Drone passes only secrets that allow it")
                        .directory("DRONE_WORKSPACE")
                        .job()
                : Optional.empty();
    }
}
