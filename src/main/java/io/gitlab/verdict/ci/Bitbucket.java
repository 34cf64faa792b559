package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Bitbucket Pipelines. */
public final class Bitbucket implements CiSystem {

    /** Numbers are counted by each repository. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Bitbucket", environment);
        String repository = "https://bitbucket.org/{BITBUCKET_REPO_FULL_NAME}";
        return job.has("BITBUCKET_BUILD_NUMBER")
                ? job.build("{BITBUCKET_REPO_FULL_NAME}-{BITBUCKET_BUILD_NUMBER}")
                        .attempt("{BITBUCKET_STEP_UUID}")
                        .parallel("BITBUCKET_PARALLEL_STEP", "BITBUCKET_PARALLEL_STEP_COUNT", 0)
                        .link(
                                "pipeline",
                                "{BITBUCKET_BUILD_NUMBER}",
                                repository + "/pipelines/results/{BITBUCKET_BUILD_NUMBER}")
                        .commit(repository, "{BITBUCKET_COMMIT}", "{BITBUCKET_BRANCH}")
                        .link("merge request", "#{BITBUCKET_PR_ID}", repository + "/pull-requests/{BITBUCKET_PR_ID}")
                        .directory("BITBUCKET_CLONE_DIR")
                        .job()
                : Optional.empty();
    }
}
