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

/** Executions that never came to their end, and what can be done about them. */
public interface StuckResults extends AutoCloseable {

    /**
     * What keeps any execution from being given that verdict until a person has changed something, as far as it shows
     * before one is looked for; empty when nothing does.
     *
     * @throws RefusedException if the tracker refuses to tell
     * @throws UnavailableException if the tracker does not answer
     */
    default Optional<String> obstacle(Verdict verdict) throws RefusedException, UnavailableException {
        return Optional.empty();
    }

    /**
     * Tells of every execution that has no verdict, one of these verdicts, or no test case: each once, one after the
     * other, whatever its age.
     *
     * @param verdicts verdicts that count as none
     * @param container in which run containers, by id and name; a tracker that saves nothing by it may tell of others too
     * @return what keeps the tracker from telling of all
     * @throws RefusedException if the tracker refuses to tell
     * @throws UnavailableException if the tracker does not answer
     */
    List<Finding> find(Set<String> verdicts, BiPredicate<String, String> container, Consumer<StuckResult> sink)
            throws RefusedException, UnavailableException;

    /** These executions as they are now; those that are gone are missing. */
    List<StuckResultDetails> details(Collection<String> references) throws RefusedException, UnavailableException;

    /** Why the orphan cannot be given to that test case: it is unknown, or has this very result already. */
    Optional<String> objection(StuckResult orphan, String testCase) throws RefusedException, UnavailableException;

    /**
     * Changes one execution, once. The answer proves nothing yet: {@link #details} does. Never throws for a failed write.
     */
    Answer write(StuckResultRepair repair);

    /** Whether results that are published with these settings come to where this looks. */
    boolean sameScope(Map<String, String> settings);

    /** How long a write may stay invisible to {@link #details}. */
    Duration replicaLag();

    @Override
    void close() throws IOException;
}
