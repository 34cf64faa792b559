package io.gitlab.verdict.domain;

import java.util.List;
import java.util.Optional;

/**
 * The status of a test case over several plans, by the rule that Jama documents, for every tracker. A plan that holds the
 * test case without any run says Not Scheduled, which is the most urgent; an adapter whose tracker counts such a plan as a
 * plan to run it tells of a {@linkplain TestRun#planned() planned} run instead.
 *
 * @param countUnexecuted whether a run that was not executed counts as one
 */
public record StatusRule(boolean countUnexecuted) {

    /** The most urgent of what the plans say that are not archived, whenever the runs were. */
    public CaseStatus status(List<PlanRuns> plans) {
        List<PlanRuns> active = plans.stream().filter(plan -> !plan.archived()).toList();
        if (active.isEmpty()) {
            return CaseStatus.NOT_SCHEDULED;
        }
        return active.stream()
                .flatMap(plan -> ofPlan(plan).stream())
                .min(CaseStatus::compareTo)
                .orElse(CaseStatus.SCHEDULED);
    }

    /** What one plan says: its latest run. Empty when only runs are there that do not count. */
    private Optional<CaseStatus> ofPlan(PlanRuns plan) {
        if (plan.latest().isEmpty()) {
            return Optional.of(CaseStatus.NOT_SCHEDULED);
        }
        return (countUnexecuted ? plan.latest() : plan.latestExecuted()).map(TestRun::status);
    }
}
