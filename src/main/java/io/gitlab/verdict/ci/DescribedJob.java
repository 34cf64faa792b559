package io.gitlab.verdict.ci;

import io.gitlab.verdict.domain.CiRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A job as its variables describe it. */
record DescribedJob(
        Optional<String> build,
        Optional<Instant> pipelineCreatedAt,
        CiRun run,
        Optional<String> withheldCredentials,
        Optional<Path> projectDirectory,
        Optional<Path> summaryFile)
        implements CiJob {}
