package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** GitLab CI's predefined variables, as GitLab documents them. Anywhere else they are absent. */
public final class CiEnvironment {
    /** GitLab names the jobs of {@code parallel:matrix} so; a job in the same group may be named so by hand. */
    private static final Pattern MATRIX_JOB = Pattern.compile(".*: \\[(.+)]", Pattern.DOTALL);

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

    /** The job; {@link CiRun#NONE} outside GitLab. */
    public CiRun run() {
        return gitLab() ? new CiRun(text("CI_JOB_ID"), variant(), new GitLabLinks(variables).all()) : CiRun.NONE;
    }

    /**
     * Why GitLab may keep protected variables from this job: it runs for a merge request from a fork, or for a ref that is
     * not protected. Empty when it gives them, when it does not tell, and outside GitLab.
     */
    public Optional<String> withholdsCredentials() {
        if (!gitLab()) {
            return Optional.empty();
        }
        String source = text("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
        if (!source.isEmpty() && !source.equals(text("CI_MERGE_REQUEST_PROJECT_ID"))) {
            return Optional.of("this pipeline is for a merge request from a fork");
        }
        return text("CI_COMMIT_REF_PROTECTED").equals("false")
                ? Optional.of("the ref \"" + text("CI_COMMIT_REF_NAME") + "\" is not protected")
                : Optional.empty();
    }

    /** The values of the matrix, else the job's number among equals. */
    private String variant() {
        Matcher matrix = MATRIX_JOB.matcher(text("CI_JOB_NAME"));
        if (matrix.matches()) {
            return matrix.group(1);
        }
        String index = text("CI_NODE_INDEX");
        return index.isEmpty() ? "" : index + "/" + text("CI_NODE_TOTAL");
    }

    /** Where the job checked the project out; empty outside GitLab. */
    public Optional<Path> projectDirectory() {
        try {
            return gitLab() && !text("CI_PROJECT_DIR").isEmpty()
                    ? Optional.of(Path.of(text("CI_PROJECT_DIR")))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Where the job keeps a file as an artifact, if its {@code artifacts:paths} name it, until they expire.
     *
     * @param file real path of the file
     * @return empty outside GitLab and for a file outside of the project's checkout
     */
    public Optional<URI> artifact(Path file) {
        try {
            Path project = projectDirectory().orElse(file).toRealPath();
            return project.equals(file) || !file.startsWith(project)
                    ? Optional.empty()
                    : new GitLabLinks(variables).artifact(project.relativize(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private String text(String variable) {
        return variables.getOrDefault(variable, "");
    }
}
