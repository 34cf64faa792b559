package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Finds and repairs stuck results: without a verdict, or without a test case. */
public interface StuckResults extends AutoCloseable {

    /**
     * The reason why no result can be given this verdict until a user changes something, as far as it is known in advance;
     * empty if there is none.
     *
     * @throws RefusedException if the tracker refuses to answer
     * @throws UnavailableException if the tracker does not answer
     */
    default Optional<String> obstacle(Verdict verdict) throws RefusedException, UnavailableException {
        return Optional.empty();
    }

    /**
     * Passes on every result that has no verdict, one of these verdicts, or no test case, each once, regardless of its
     * age.
     *
     * @param verdicts verdicts that count as none
     * @param container the run containers, by id and name; a tracker may pass on results of others as well
     * @return why the results may be incomplete
     * @throws RefusedException if the tracker refuses to answer
     * @throws UnavailableException if the tracker does not answer
     */
    List<Finding> find(Set<String> verdicts, BiPredicate<String, String> container, Consumer<StuckResult> sink)
            throws RefusedException, UnavailableException;

    /** The current state of these results; deleted ones are missing. */
    List<StuckResultDetails> details(Collection<String> references) throws RefusedException, UnavailableException;

    /** Why the orphan cannot be linked to that test case: it is unknown, or already has this result. */
    Optional<String> objection(StuckResult orphan, String testCase) throws RefusedException, UnavailableException;

    /**
     * Changes one result, as one attempt. The answer proves nothing yet: {@link #details} does. Never throws for a failed write.
     */
    Answer write(StuckResultRepair repair);

    /** Whether results that are published with these settings are in the scope of this sweep. */
    boolean sameScope(Map<String, String> settings);

    /** How long a write may stay invisible to {@link #details}. */
    Duration replicaLag();

    @Override
    void close() throws IOException;
}
