package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
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

    /**
     * Whether the tracker stores the notes of a result whole. If not, evidence that only the notes hold is attached as well.
     *
     * @param result not written yet
     * @param build the build of its publication
     */
    default boolean storesWholeNotes(Result result, String build) {
        return true;
    }

    @Override
    void close() throws IOException;
}
