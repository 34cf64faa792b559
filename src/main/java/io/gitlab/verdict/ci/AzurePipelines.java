package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** Azure Pipelines. */
public final class AzurePipelines implements CiSystem {

    /** The build's number can be a text that repeats, its ID cannot. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Azure", environment);
        return job.has("TF_BUILD") || job.has("BUILD_BUILDURI")
                ? job.build("{BUILD_BUILDID}")
                        .attempt("{SYSTEM_JOBATTEMPT}")
                        .parallel("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", 1)
                        .link(
                                "build",
                                "{BUILD_BUILDID}",
                                "{SYSTEM_COLLECTIONURI}{SYSTEM_TEAMPROJECTID}/_build/results?buildId={BUILD_BUILDID}")
                        .commitDetectedAs("Azure Pipelines")
                        .created("SYSTEM_PIPELINESTARTTIME")
                        .withheldIf(
                                job.text("SYSTEM_PULLREQUEST_ISFORK").equalsIgnoreCase("true"),
                                "this build is for a pull request from a fork, to which Azure Pipelines passes no secrets"
                                        + " unless the pipeline allows it")
                        .directory("BUILD_SOURCESDIRECTORY")
                        .job()
                : Optional.empty();
    }
}
