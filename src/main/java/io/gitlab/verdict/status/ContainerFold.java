package io.gitlab.verdict.status;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.PlanRuns;
import io.gitlab.verdict.domain.ProvingTests;
import io.gitlab.verdict.domain.ProvingTests.ProvingTest;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.StatusRule;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.tracker.ContainerRuns.CaseRun;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds the runs of one container: for each test case what its status needs, and the builds that verified it. */
final class ContainerFold {
    private final RunContainer container;
    private final Optional<String> build;
    private final Map<String, PlanRuns> plans = new LinkedHashMap<>();
    private final Map<String, Set<String>> verifiedByBuild = new HashMap<>();
    private Optional<TestRun> latest = Optional.empty();

    /** @param build the build whose coverage is reported; empty: the latest one that ran */
    ContainerFold(RunContainer container, Optional<String> build) {
        this.container = container;
        this.build = build;
    }

    void member(String testCase) {
        plans.putIfAbsent(testCase, PlanRuns.none(false));
    }

    void run(CaseRun caseRun) {
        String testCase = caseRun.testCase().id();
        TestRun run = caseRun.run();
        plans.put(testCase, plans.getOrDefault(testCase, PlanRuns.none(false)).with(run));
        if (run.status() != CaseStatus.SCHEDULED) {
            latest = latest.filter(one -> one.date().isPresent()
                            && run.date()
                                    .map(date -> date.isBefore(one.date().get()))
                                    .orElse(true))
                    .or(() -> Optional.of(run));
            if (build.map(run.build()::equals).orElse(true)) {
                verifiedByBuild
                        .computeIfAbsent(run.build(), one -> new HashSet<>())
                        .add(testCase);
            }
        }
    }

    /** Members of the container without any run are planned there. */
    void planTheRest() {
        plans.replaceAll((testCase, runs) -> runs.latest().isEmpty() ? runs.with(TestRun.planned()) : runs);
    }

    Map<String, PlanRuns> plans() {
        return Collections.unmodifiableMap(plans);
    }

    /** @param tests the tests of a build; empty if they are not known */
    ContainerStatus status(StatusRule rule, Optional<ProvingTests> tests) {
        Map<CaseStatus, Integer> counts = new EnumMap<>(CaseStatus.class);
        plans.values().forEach(plan -> counts.merge(rule.status(List.of(plan)), 1, Integer::sum));
        String covered = build.or(() -> latest.map(TestRun::build)).orElse("");
        Set<String> verified = verifiedByBuild.getOrDefault(covered, Set.of());
        return new ContainerStatus(
                container,
                counts,
                covered,
                plans.keySet().stream().filter(id -> !verified.contains(id)).toList(),
                tests.filter(known -> known.build().equals(covered)).map(this::stray));
    }

    private List<String> stray(ProvingTests tests) {
        return tests.tests().stream()
                .filter(test -> Collections.disjoint(test.testCases(), plans.keySet()))
                .map(ProvingTest::name)
                .distinct()
                .toList();
    }
}
