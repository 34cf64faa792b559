package io.gitlab.verdict.domain;

import java.util.List;
import java.util.Optional;

/**
 * The status of a test case across several plans, for every tracker by the rule that Jama documents. A plan that contains
 * the test case without a run gives Not Scheduled, the most urgent status. If a tracker counts such a plan as Scheduled, its
 * adapter adds a {@linkplain TestRun#planned() planned} run.
 *
 * @param countUnexecuted whether a run that was not executed counts
 */
public record StatusRule(boolean countUnexecuted) {

    /** The most urgent status of the plans that are not archived, regardless of the dates of the runs. */
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

    /** The status of the latest run of one plan; empty if the plan has only runs that do not count. */
    private Optional<CaseStatus> ofPlan(PlanRuns plan) {
        if (plan.latest().isEmpty()) {
            return Optional.of(CaseStatus.NOT_SCHEDULED);
        }
        return (countUnexecuted ? plan.latest() : plan.latestExecuted()).map(TestRun::status);
    }
}
