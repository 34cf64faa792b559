package io.gitlab.verdict.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.reconcile.Item;
import io.gitlab.verdict.reconcile.ReconcileLoop;
import io.gitlab.verdict.reconcile.Work;
import io.gitlab.verdict.text.FirstFew;
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
import java.util.function.Consumer;

/**
 * Makes sure that a sprint's containers exist and hold its test cases: compares, writes the difference, waits until it can
 * be read back, and compares again, until nothing is missing or no more time or attempts are left. Takes nothing out.
 */
public final class PrepareSprint implements Work<PrepareSprint.SprintItem> {
    private static final int SHOWN = 20;

    private final SprintContainers sprint;
    private final Deadline deadline;
    private final Consumer<String> progress;
    private final Map<String, String> refused = new HashMap<>();

    /** @param progress hears a line for each step */
    public PrepareSprint(SprintContainers sprint, Deadline deadline, Consumer<String> progress) {
        this.sprint = sprint;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * What became of it.
     *
     * @param plan the comparison after the last write; of a dry run, the first one
     * @param findings what a person should know; an error for what is still missing
     */
    public record Outcome(SprintPlan plan, List<Finding> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether all that should be in the tracker is there. */
        public boolean complete() {
            return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    /**
     * Does it.
     *
     * @param dryRun whether to tell the plan only
     * @throws RefusedException if there is no such sprint, or the tracker does not let it be done
     * @throws UnavailableException if the tracker does not answer
     */
    public Outcome run(boolean dryRun) throws RefusedException, UnavailableException {
        SprintPlan plan = sprint.plan();
        progress.accept("Sprint: " + plan.sprint());
        plan.containers().forEach(container -> progress.accept(inWords(container, dryRun)));
        if (dryRun) {
            return new Outcome(plan, plan.findings());
        }
        SprintItem item = new SprintItem(plan);
        new ReconcileLoop<>(this, List.of(item), deadline).run();
        List<Finding> findings = new ArrayList<>(item.plan.findings());
        item.plan.containers().forEach(container -> findings.addAll(rest(container)));
        return new Outcome(item.plan, findings);
    }

    /** All containers of the sprint: one plan compares them together. */
    final class SprintItem extends Item {
        private SprintPlan plan;
        private boolean fresh = true;
        private boolean ended;
        private int writes;

        private SprintItem(SprintPlan plan) {
            this.plan = plan;
        }

        private void read(Instant begun) throws RefusedException, UnavailableException {
            plan = fresh ? plan : sprint.plan();
            fresh = false;
            readAt(begun);
        }

        @Override
        public boolean open() {
            return !ended && incomplete(plan);
        }

        @Override
        protected boolean due(Duration replicaLag) {
            ended = writes >= RetryPolicy.MOST_WRITES && !lagging(replicaLag);
            return open() && !lagging(replicaLag);
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
    }

    private boolean incomplete(SprintPlan plan) {
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
    public boolean read(List<SprintItem> open, Instant begun) throws RefusedException, UnavailableException {
        for (SprintItem item : open) {
            item.read(begun);
        }
        return false;
    }

    @Override
    public Map<SprintItem, Answer> write(List<SprintItem> due) throws RefusedException, UnavailableException {
        Map<SprintItem, Answer> answers = new HashMap<>();
        for (SprintItem item : due) {
            for (Container planned : item.plan.containers()) {
                write(planned);
            }
            answers.put(item, new Answer.Applied());
        }
        return answers;
    }

    private void write(Container planned) throws RefusedException, UnavailableException {
        Container container = planned.unmade() ? sprint.make(planned) : planned;
        List<String> missing = toAdd(container);
        if (!missing.isEmpty()) {
            sprint.add(container, missing).forEach((id, why) -> refused.put(key(container, id), why));
        }
    }

    @Override
    public void outOfTime(List<SprintItem> open) throws UnavailableException {
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

    private static String inWords(Container container, boolean dryRun) {
        List<String> steps = new ArrayList<>();
        if (container.id().isEmpty()) {
            steps.add("create it" + with(container.unset()));
        } else if (!container.unset().isEmpty()) {
            steps.add("set its " + String.join(", ", container.unset()));
        }
        if (!container.missing().isEmpty()) {
            steps.add("add " + some(container.missing()));
        }
        String title = "The " + container.title() + " holds " + container.held() + " test cases; ";
        return title
                + (steps.isEmpty() ? "nothing to do." : (dryRun ? "would " : "will ") + String.join(", ", steps) + ".");
    }

    private static String with(List<String> attributes) {
        return attributes.isEmpty() ? "" : " with " + String.join(", ", attributes);
    }

    private static String some(List<String> ids) {
        return ids.size() + " test cases: " + FirstFew.of(ids, SHOWN);
    }
}
