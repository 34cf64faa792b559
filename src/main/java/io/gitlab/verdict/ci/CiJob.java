package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A job of a CI system, as far as its environment describes it. */
public interface CiJob {
    /** Outside CI. */
    CiJob NONE = new CiJob() {
        @Override
        public boolean inCi() {
            return false;
        }
    };

    /** Whether this process runs in a CI job, of whatever system. */
    default boolean inCi() {
        return true;
    }

    /** The text that identifies the build, such as {@code GitLab-4711}. */
    default Optional<String> build() {
        return Optional.empty();
    }

    /** When the pipeline was created; older test reports belong to another run. */
    default Optional<Instant> pipelineCreatedAt() {
        return Optional.empty();
    }

    /** The job's number, variant and links, for reports. */
    default CiRun run() {
        return CiRun.NONE;
    }

    /**
     * Why the CI system may withhold credentials from this job, as a clause that names the system.
     *
     * @return empty if it provides them, or the environment does not say
     */
    default Optional<String> withheldCredentials() {
        return Optional.empty();
    }

    /** The directory in which the project is checked out. */
    default Optional<Path> projectDirectory() {
        return Optional.empty();
    }

    /**
     * The file to which Markdown for the page of the job is appended.
     *
     * @return empty if the CI system shows no Markdown of jobs
     */
    default Optional<Path> summaryFile() {
        return Optional.empty();
    }

    /**
     * The address of a file that the job keeps as an artifact.
     *
     * @param file real path of the file
     * @return empty for a file outside the checked out project
     */
    default Optional<URI> artifact(Path file) {
        return Optional.empty();
    }
}
