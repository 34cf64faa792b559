package io.gitlab.verdict.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.reconcile.Item;
import io.gitlab.verdict.reconcile.Work;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.time.RetryPolicy;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.SprintPlan;
import io.gitlab.verdict.tracker.SprintPlan.Container;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills all containers of a sprint. They are one item, because one plan compares them together. */
final class SprintWork extends Item implements Work<SprintWork> {
    private final SprintContainers sprint;
    private final Deadline deadline;
    private final Map<String, String> refused = new HashMap<>();
    private SprintPlan plan;
    private boolean fresh = true;
    private boolean ended;
    private int writes;

    /** @param plan the first comparison, made just now */
    SprintWork(SprintContainers sprint, SprintPlan plan, Deadline deadline) {
        this.sprint = sprint;
        this.plan = plan;
        this.deadline = deadline;
    }

    /** The last comparison. */
    SprintPlan plan() {
        return plan;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(plan.findings());
        plan.containers().forEach(container -> findings.addAll(rest(container)));
        return findings;
    }

    @Override
    public boolean open() {
        return !ended && incomplete();
    }

    private boolean incomplete() {
        return plan.containers().stream()
                .anyMatch(one -> one.unmade() || !toAdd(one).isEmpty());
    }

    private List<String> toAdd(Container container) {
        return container.missing().stream()
                .filter(id -> !refused.containsKey(key(container, id)))
                .toList();
    }

    private static String key(Container container, String testCase) {
        return container.kind() + " " + testCase;
    }

    @Override
    public boolean read(List<SprintWork> open, Instant begun) throws RefusedException, UnavailableException {
        plan = fresh ? plan : sprint.plan();
        fresh = false;
        readAt(begun);
        return false;
    }

    @Override
    protected boolean due(Duration replicaLag) {
        ended = writes >= RetryPolicy.MOST_WRITES && !lagging(replicaLag);
        return open() && !lagging(replicaLag);
    }

    @Override
    public Map<SprintWork, Answer> write(List<SprintWork> due) throws RefusedException, UnavailableException {
        for (Container planned : plan.containers()) {
            write(planned);
        }
        return Map.of(this, new Answer.Applied());
    }

    private void write(Container planned) throws RefusedException, UnavailableException {
        Container container = planned.unmade() ? sprint.make(planned) : planned;
        List<String> missing = toAdd(container);
        if (!missing.isEmpty()) {
            sprint.add(container, missing).forEach((id, why) -> refused.put(key(container, id), why));
        }
    }

    @Override
    protected void written(Answer answer) {
        writes++;
    }

    @Override
    protected void rejected(Answer answer) {
        ended = true;
    }

    @Override
    protected void interrupt(String reason) {
        ended = true;
    }

    @Override
    public void outOfTime(List<SprintWork> open) throws UnavailableException {
        throw new UnavailableException(
                "The deadline of " + deadline.budget() + " passed before what was written could be read back. Set a"
                        + " longer deadline.",
                null);
    }

    @Override
    public Duration readBackAfter() {
        return replicaLag();
    }

    @Override
    public Duration replicaLag() {
        return sprint.replicaLag();
    }

    private List<Finding> rest(Container container) {
        List<Finding> findings = new ArrayList<>();
        container
                .missing()
                .forEach(id -> findings.add(Finding.error("Test case " + id + " is not in the " + container.title()
                        + ": " + refused.getOrDefault(key(container, id), "it was added, but did not persist."))));
        if (container.unmade()) {
            findings.add(Finding.error("The " + container.title() + " still lacks "
                    + String.join(", ", container.unset()) + ": it was set, but did not persist."));
        }
        return findings;
    }
}
