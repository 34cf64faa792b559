package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** GitLab CI. */
public final class GitLab implements CiSystem {

    /** Recognised by pipeline and project, because not every runner sets {@code GITLAB_CI}. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        Map<String, String> variables = environment.entrySet().stream()
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return variables.containsKey("CI_PIPELINE_ID") && variables.containsKey("CI_PROJECT_ID")
                ? Optional.of(new GitLabJob(variables))
                : Optional.empty();
    }
}
