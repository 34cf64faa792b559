package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A publication that a tracker has checked and can write. The reconciler calls {@link #read} and {@link #write} in turn
 * until the tracker holds the results of the publication.
 */
public interface PreparedPublication {

    /** What the tracker found before anything was written. */
    Preflight preflight();

    /** The page that shows the results. Known for certain after the first write, which may create the run container. */
    Optional<URI> url();

    /**
     * All results that the tracker holds for the publication's build, including those of other sources and users.
     *
     * @throws RefusedException if the tracker refuses to answer
     * @throws UnavailableException if the tracker does not answer
     */
    List<StoredResult> read() throws RefusedException, UnavailableException;

    /**
     * Writes changes. An answer proves nothing yet: {@link #read} does. Never throws for a failed write.
     *
     * @return an answer for each change's key
     */
    Map<ResultKey, Answer> write(List<Change> changes);

    /**
     * How many objects these changes would create or change; more than one for a result that is stored in several places,
     * or that needs another object first.
     */
    default int objects(List<Change> changes) {
        return changes.size();
    }

    /** Findings about these changes before they are written; for a dry run. */
    default List<Finding> foresee(List<Change> changes) {
        return List.of();
    }

    /** The files of results; empty for a tracker whose results hold none. */
    default Optional<Attachments> attachments() {
        return Optional.empty();
    }

    /**
     * Whether a publication with these settings, even one of another build, overwrites this one, because the tracker keeps
     * only the latest result of a test case.
     *
     * @param settings the other publication's tracker settings
     */
    default boolean isOverwrittenBy(Map<String, String> settings) {
        return false;
    }

    /** Findings about what was read and written so far. */
    List<Finding> findings();

    /**
     * How long to wait after a write before reading back. Zero repairs a wrong result early. As long as
     * {@link #replicaLag}, one read is enough, which matters where reading takes many requests.
     */
    default Duration readBackAfter() {
        return Duration.ZERO;
    }

    /** How long a write may stay invisible to {@link #read}. */
    Duration replicaLag();
}
