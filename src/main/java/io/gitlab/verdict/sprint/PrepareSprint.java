package io.gitlab.verdict.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.SprintPlan;
import io.gitlab.verdict.tracker.SprintPlan.Container;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes sure that a sprint's containers exist and hold its test cases: compares, writes the difference, waits until it can
 * be read back, and compares again, until nothing is missing or no more time or attempts are left. Takes nothing out.
 */
public final class PrepareSprint {
    private static final int ROUNDS = 5;
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
        for (int round = 1; round <= ROUNDS && open(plan); round++) {
            write(plan);
            waitOutTheLag();
            plan = sprint.plan();
        }
        List<Finding> findings = new ArrayList<>(plan.findings());
        plan.containers().forEach(container -> findings.addAll(rest(container)));
        return new Outcome(plan, findings);
    }

    private boolean open(SprintPlan plan) {
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

    private void write(SprintPlan plan) throws RefusedException, UnavailableException {
        for (Container planned : plan.containers()) {
            Container container = planned.unmade() ? sprint.make(planned) : planned;
            List<String> missing = toAdd(container);
            if (!missing.isEmpty()) {
                sprint.add(container, missing).forEach((id, why) -> refused.put(key(container, id), why));
            }
        }
    }

    private void waitOutTheLag() throws UnavailableException {
        Duration lag = sprint.replicaLag();
        if (!lag.isZero() && !deadline.sleep(lag)) {
            throw new UnavailableException(
                    "The deadline of " + deadline.budget() + " passed before what was written could be read back. Set a"
                            + " longer deadline.",
                    null);
        }
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
