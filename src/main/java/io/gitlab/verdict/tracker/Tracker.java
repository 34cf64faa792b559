package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.ResultKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place that holds results of test cases. The reconciler calls {@link #prepare} once, then {@link #read} and
 * {@link #write} in turns until what is read is what is wanted.
 */
public interface Tracker extends AutoCloseable {

    /**
     * Checks, without writing, that the publication can be written: credentials, scope, allowed verdicts, run container,
     * and each test case.
     *
     * @throws RefusedException if nothing at all can be published until someone changes a setting or the tracker
     * @throws UnavailableException if the tracker does not answer
     */
    Preflight prepare(Publication publication) throws RefusedException, UnavailableException;

    /**
     * All results that the tracker holds for the publication's build, whoever wrote them.
     *
     * @throws RefusedException if the tracker refuses to tell
     * @throws UnavailableException if the tracker does not answer
     */
    List<StoredResult> read(Publication publication) throws RefusedException, UnavailableException;

    /**
     * Writes changes, and tells of each what became of it as far as the answers show. An answer proves nothing yet:
     * {@link #read} does. Never throws for a failed write.
     *
     * @return an answer for each change's key
     */
    Map<ResultKey, Answer> write(Publication publication, List<Change> changes);

    /**
     * How many objects these changes would create or change; more than one for a result that stands in several places, or
     * that needs something else first.
     */
    default int objects(List<Change> changes) {
        return changes.size();
    }

    /** What a person should know of these changes before they are written; for a dry run. */
    default List<Finding> foresee(List<Change> changes) {
        return List.of();
    }

    /** The files that results hold; empty for a tracker whose results hold none. Works after {@link #prepare}. */
    default Optional<Attachments> attachments() {
        return Optional.empty();
    }

    /**
     * Whether a publication with these settings, even one of another build, writes over what is published here, because the
     * tracker keeps only the latest result of a test case there. Works after {@link #prepare}.
     *
     * @param settings the other publication's own
     */
    default boolean isOverwrittenBy(Map<String, String> settings) {
        return false;
    }

    /** What a person should know of what was written; final when nothing more is. */
    List<Finding> findings();

    /**
     * How long to wait after a write before reading back. Without it, what was stored wrong is mended early; with as long as
     * {@link #replicaLag}, one read tells all, which counts where reading takes many requests.
     */
    default Duration readBackAfter() {
        return Duration.ZERO;
    }

    /** How long a write may stay invisible to {@link #read}. */
    Duration replicaLag();

    @Override
    void close() throws IOException;
}
