package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Publication;
import java.io.IOException;

/** A server that holds results of test cases. */
public interface Tracker extends AutoCloseable {

    /**
     * Checks, without writing, that the publication can be written: credentials, scope, allowed verdicts, run container,
     * and each test case.
     *
     * @return the publication, ready to be read and written until the tracker is closed
     * @throws RefusedException if nothing at all can be published until someone changes a setting or the tracker
     * @throws UnavailableException if the tracker does not answer
     */
    PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException;

    @Override
    void close() throws IOException;
}
