package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Woodpecker CI. */
public final class Woodpecker implements CiSystem {

    /** Numbers are counted by each repository. A repeated pipeline has another number. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Woodpecker", environment);
        return job.text("CI").equals("woodpecker")
                ? job.build("{CI_REPO}-{CI_PIPELINE_NUMBER}")
                        .attempt("{CI_PIPELINE_NUMBER}")
                        .link("pipeline", "{CI_PIPELINE_NUMBER}", "{CI_PIPELINE_URL}")
                        .commit("{CI_REPO_URL}", "{CI_COMMIT_SHA}", "{CI_COMMIT_BRANCH}")
                        .created("CI_PIPELINE_CREATED")
                        .withheldIf(
                                job.text("CI_PIPELINE_EVENT").equals("pull_request"),
                                "this pipeline is for a pull request, to which Woodpecker passes only secrets that allow"
                                        + " it")
                        .directory("CI_WORKSPACE")
                        .job()
                : Optional.empty();
    }
}
