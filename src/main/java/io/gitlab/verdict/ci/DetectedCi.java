package io.gitlab.verdict.ci;

import io.cucumber.cienvironment.CiEnvironment;
import java.util.Map;
import java.util.Optional;

/**
 * Any other CI system that {@code io.cucumber:ci-environment} detects. The library's build number is often that of a job, so
 * builds are named only where this class knows how.
 */
public final class DetectedCi implements CiSystem {

    /** What identifies a build within a CI system, by the library's name of the system. */
    private static final Map<String, String> BUILDS = Map.of(
            "Bamboo", "{bamboo_planKey}-{bamboo_buildNumber}",
            "Bitrise", "{BITRISE_BUILD_SLUG}",
            "Buddy", "{BUDDY_PIPELINE_ID}-{BUDDY_EXECUTION_ID}",
            "CodeFresh", "{CF_BUILD_ID}",
            "GoCD", "{GO_PIPELINE_NAME}-{GO_PIPELINE_COUNTER}",
            "Semaphore", "{SEMAPHORE_WORKFLOW_ID}");

    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        return new JobDescription("", environment)
                .detected()
                .flatMap(found -> describe(new JobDescription(found.getName(), environment), found));
    }

    private static Optional<CiJob> describe(JobDescription job, CiEnvironment found) {
        Optional.ofNullable(BUILDS.get(found.getName())).ifPresent(job::build);
        String number = found.getBuildNumber().orElse("");
        return job.attempt(number)
                .parallel("SEMAPHORE_JOB_INDEX", "SEMAPHORE_JOB_COUNT", 1)
                .link("build", number, found.getUrl())
                .commitDetectedAs(found.getName())
                .job();
    }
}
