package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/** Takes what a {@link SupplementFormat} reads. */
public interface SupplementReading {
    /** The module of the files. */
    String module();

    /** Limits the texts and paths that are kept. */
    TextBudget budget();

    /** Tests that ended before are of an earlier run; empty: none is. */
    Optional<Instant> fence();

    void add(SupplementTest test);

    void add(Finding finding);

    /**
     * Stores a file that the report holds inline. It is read as a stream, to the end or to a limit.
     *
     * @param name as the report names it; need not be a valid file name
     * @return the stored file; empty if a limit was reached, which is a finding already
     * @throws IOException if the content cannot be read; nothing is stored
     */
    Optional<EvidenceFile> store(String name, InputStream content) throws IOException;
}
