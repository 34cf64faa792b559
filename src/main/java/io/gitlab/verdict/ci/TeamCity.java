package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;

/** TeamCity. */
public final class TeamCity implements CiSystem {

    /** Numbers are counted by each build configuration. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("TeamCity", environment);
        return job.has("TEAMCITY_VERSION")
                ? job.build("{TEAMCITY_PROJECT_NAME}-{TEAMCITY_BUILDCONF_NAME}-{BUILD_NUMBER}")
                        .attempt("{BUILD_NUMBER}")
                        .link("build", "{BUILD_NUMBER}", "{BUILD_URL}")
                        .job()
                : Optional.empty();
    }
}
