package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Buildkite. */
public final class Buildkite implements CiSystem {

    /** Numbers are counted by each pipeline. A retried job belongs to the same build. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Buildkite", environment);
        return job.has("BUILDKITE")
                ? job.build("{BUILDKITE_PIPELINE_SLUG}-{BUILDKITE_BUILD_NUMBER}")
                        .attempt("{BUILDKITE_JOB_ID}")
                        .parallel("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0)
                        .link("job", "{BUILDKITE_JOB_ID}", "{BUILDKITE_BUILD_URL}#{BUILDKITE_JOB_ID}")
                        .link("build", "{BUILDKITE_BUILD_NUMBER}", "{BUILDKITE_BUILD_URL}")
                        .commit("{BUILDKITE_REPO}", "{BUILDKITE_COMMIT}", "{BUILDKITE_BRANCH}")
                        .directory("BUILDKITE_BUILD_CHECKOUT_PATH")
                        .job()
                : Optional.empty();
    }
}
