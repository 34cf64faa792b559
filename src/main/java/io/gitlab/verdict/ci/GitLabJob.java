package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job of GitLab CI, described by GitLab's predefined variables.
 *
 * @param variables those that are not blank
 */
record GitLabJob(Map<String, String> variables) implements CiJob {
    /** GitLab's names of the jobs of {@code parallel:matrix}; grouped jobs may have such names without a matrix. */
    private static final Pattern MATRIX_JOB = Pattern.compile(".*: \\[(.+)]", Pattern.DOTALL);

    @Override
    public Optional<String> build() {
        return Optional.of("GitLab-" + text("CI_PIPELINE_ID"));
    }

    @Override
    public Optional<Instant> pipelineCreatedAt() {
        try {
            return Optional.of(
                    OffsetDateTime.parse(text("CI_PIPELINE_CREATED_AT")).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public CiRun run() {
        return new CiRun(text("CI_JOB_ID"), variant(), new GitLabLinks(variables).all());
    }

    /** GitLab provides protected variables on protected refs only, and not to merge requests from forks. */
    @Override
    public Optional<String> withheldCredentials() {
        String source = text("CI_MERGE_REQUEST_SOURCE_PROJECT_ID");
        if (!source.isEmpty() && !source.equals(text("CI_MERGE_REQUEST_PROJECT_ID"))) {
            return Optional.of(
                    "this pipeline is for a merge request from a fork, so GitLab provides no protected variables");
        }
        return text("CI_COMMIT_REF_PROTECTED").equals("false")
                ? Optional.of("the ref \"" + text("CI_COMMIT_REF_NAME")
                        + "\" is not protected, so GitLab provides no protected variables")
                : Optional.empty();
    }

    /** The values of the matrix, else the job's index among parallel jobs. */
    private String variant() {
        Matcher matrix = MATRIX_JOB.matcher(text("CI_JOB_NAME"));
        if (matrix.matches()) {
            return matrix.group(1);
        }
        String index = text("CI_NODE_INDEX");
        return index.isEmpty() ? "" : index + "/" + text("CI_NODE_TOTAL");
    }

    @Override
    public Optional<Path> projectDirectory() {
        try {
            return Optional.of(text("CI_PROJECT_DIR"))
                    .filter(directory -> !directory.isEmpty())
                    .map(Path::of);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    @Override
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
