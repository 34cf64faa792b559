package io.gitlab.verdict.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.reconcile.ReconcileLoop;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.SprintPlan;
import io.gitlab.verdict.tracker.SprintPlan.Container;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Creates the run containers of a sprint and adds its test cases. Removes nothing. */
public final class PrepareSprint {
    private static final int SHOWN = 20;

    private final SprintContainers sprint;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress receives one line of progress per step */
    public PrepareSprint(SprintContainers sprint, Deadline deadline, Consumer<String> progress) {
        this.sprint = sprint;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * The outcome.
     *
     * @param plan the comparison after the last write; in a dry run, the first one
     * @param findings further findings; an error for everything that is still missing
     */
    public record Outcome(SprintPlan plan, List<Finding> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }

        /** Whether the tracker holds everything. */
        public boolean complete() {
            return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    /**
     * Prepares the sprint.
     *
     * @param dryRun whether to report the plan only
     * @throws RefusedException if there is no such sprint, or the tracker refuses
     * @throws UnavailableException if the tracker does not answer
     */
    public Outcome run(boolean dryRun) throws RefusedException, UnavailableException {
        SprintPlan plan = sprint.plan();
        progress.accept("Sprint: " + plan.sprint());
        plan.containers().forEach(container -> progress.accept(inWords(container, dryRun)));
        if (dryRun) {
            return new Outcome(plan, plan.findings());
        }
        SprintWork work = new SprintWork(sprint, plan, deadline);
        new ReconcileLoop<>(work, List.of(work), deadline).run();
        return new Outcome(work.plan(), work.findings());
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
