package io.gitlab.verdict.ci;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** GitLab CI's predefined variables, as GitLab documents them. Anywhere else they are absent. */
public final class CiEnvironment {
    private final Map<String, String> variables;

    /** @param variables the environment */
    public CiEnvironment(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
        this.variables.values().removeIf(String::isBlank);
    }

    /** Recognised by pipeline and project: {@code GITLAB_CI} is not set to true by every runner. */
    private boolean gitLab() {
        return variables.containsKey("CI_PIPELINE_ID") && variables.containsKey("CI_PROJECT_ID");
    }

    /** The text that identifies the build, {@code GitLab-<pipeline id>}; empty outside GitLab. */
    public Optional<String> build() {
        return gitLab() ? Optional.of("GitLab-" + variables.get("CI_PIPELINE_ID")) : Optional.empty();
    }

    /** When the pipeline was created; empty outside GitLab, or when it does not tell. */
    public Optional<Instant> pipelineCreatedAt() {
        String text = variables.get("CI_PIPELINE_CREATED_AT");
        if (!gitLab() || text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
