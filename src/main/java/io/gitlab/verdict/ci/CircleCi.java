package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** CircleCI. */
public final class CircleCi implements CiSystem {

    /** A repeated workflow belongs to the same pipeline; servers that do not name the pipeline name the workflow. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("CircleCI", environment);
        return job.has("CIRCLECI")
                ? job.build(job.has("CIRCLE_PIPELINE_ID") ? "{CIRCLE_PIPELINE_ID}" : "{CIRCLE_WORKFLOW_ID}")
                        .attempt("{CIRCLE_BUILD_NUM}")
                        .parallel("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0)
                        .link("job", "{CIRCLE_BUILD_NUM}", "{CIRCLE_BUILD_URL}")
                        .commitDetectedAs("CircleCI")
                        .withheldIf(
                                job.has("CIRCLE_PR_REPONAME"),
                                "this job is for a pull request from a fork, to which CircleCI passes no secrets unless"
                                        + " the project allows it")
                        .job()
                : Optional.empty();
    }
}
