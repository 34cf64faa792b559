package io.gitlab.verdict.status;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.PlanRuns;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.TestRun;
import io.gitlab.verdict.domain.VerifyingTests;
import io.gitlab.verdict.tracker.ContainerRuns;
import io.gitlab.verdict.tracker.ContainerRuns.NamedCase;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Derives the status of test cases over run containers from their runs; only reads. */
public final class ReportStatus {
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    /** A test case, with its runs in each active container that holds it. */
    private record Case(NamedCase named, Map<String, PlanRuns> plans) {}

    private final StatusRequest request;
    private final ContainerRuns tracker;
    private final Instant now;
    private final Consumer<String> progress;
    private final Map<String, Case> cases = new TreeMap<>(BY_NUMBER);
    private final List<Finding> findings = new ArrayList<>();

    /** @param progress receives one line per step */
    public ReportStatus(StatusRequest request, ContainerRuns tracker, Instant now, Consumer<String> progress) {
        this.request = request;
        this.tracker = tracker;
        this.now = now;
        this.progress = progress;
    }

    /**
     * Reads the tracker.
     *
     * @throws RefusedException if the tracker refuses to be read
     * @throws UnavailableException if the tracker does not answer
     */
    public StatusReport run() throws RefusedException, UnavailableException {
        List<RunContainer> selected = tracker.containers().stream()
                .filter(one -> request.containers().match(one.id(), one.name()))
                .toList();
        List<RunContainer> archived =
                selected.stream().filter(one -> !one.active()).toList();
        progress.accept(
                "Run containers: " + (selected.size() - archived.size()) + " active, " + archived.size() + " archived");
        if (request.containers().any()) {
            tracker.eachTestCase(this::remember);
        }
        List<ContainerStatus> containers = new ArrayList<>();
        for (RunContainer container : selected) {
            if (container.active()) {
                containers.add(read(container));
            }
        }
        addFindings(containers, archived);
        return new StatusReport(request.tracker(), now, request.rule(), containers, archived, lines(), findings);
    }

    private Case remember(NamedCase named) {
        return cases.computeIfAbsent(named.id(), id -> new Case(named, new LinkedHashMap<>()));
    }

    /** The build whose coverage is reported; empty: the latest of each container. */
    private Optional<String> build() {
        return tracker.runsTellBuild()
                ? request.build().or(() -> request.tests().map(VerifyingTests::build))
                : Optional.empty();
    }

    private ContainerStatus read(RunContainer container) throws RefusedException, UnavailableException {
        ContainerFold fold = new ContainerFold(container, build());
        tracker.eachMember(container, member -> {
            remember(member);
            fold.member(member.id());
        });
        tracker.eachRun(container, run -> {
            remember(run.testCase());
            fold.run(run);
        });
        if (tracker.membershipSchedules()) {
            fold.planTheRest();
        }
        fold.plans().forEach((id, runs) -> cases.get(id).plans().put(container.id(), runs));
        return fold.status(request.rule(), request.tests());
    }

    private void addFindings(List<ContainerStatus> containers, List<RunContainer> archived) {
        if (containers.isEmpty()) {
            findings.add(Finding.warning("No active run container matches the filter, so no run counts."));
        }
        if (!request.containers().any()) {
            archived.forEach(one -> findings.add(Finding.warning(
                    one.id() + " \"" + one.name() + "\" does not count, because " + one.archived() + ".")));
        }
        if (!tracker.runsTellBuild() && request.build().isPresent()) {
            findings.add(Finding.warning(
                    "The runs of " + request.tracker() + " do not name a build: coverage is reported for"
                            + " all builds together, not for " + request.build().get() + "."));
        }
        boolean unknown =
                containers.stream().anyMatch(one -> one.unrelatedTests().isEmpty());
        if (unknown) {
            findings.add(Finding.info("Tests without test case in a container are listed only if"
                    + " target/verdict/publication.json is of the build whose coverage is reported."));
        }
    }

    private List<CaseLine> lines() {
        return cases.values().stream()
                .map(one -> new CaseLine(
                        one.named().id(),
                        one.named().name(),
                        request.rule().status(List.copyOf(one.plans().values())),
                        one.named().url(),
                        runs(one)))
                .toList();
    }

    /** For each container, the run that counts, if there is one. */
    private Map<String, TestRun> runs(Case one) {
        Map<String, TestRun> runs = new LinkedHashMap<>();
        one.plans().forEach((container, plan) -> {
            Optional<TestRun> counted = request.rule().countUnexecuted() ? plan.latest() : plan.latestExecuted();
            counted.ifPresent(run -> runs.put(container, run));
        });
        return runs;
    }
}
