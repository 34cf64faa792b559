package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import io.gitlab.verdict.report.ReportSource.Writer;
import io.gitlab.verdict.report.input.ReportDate;
import io.gitlab.verdict.text.Counted;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which executions of one test are attempts: it failed, and was run again. Tests of one name may also be rows of a
 * data-driven test, or the same test on another browser; then each counts. A test is run again only after it failed, and never
 * after it passed. So executions are attempts if only the last one passed, and
 *
 * <ul>
 *   <li>all are in one suite, and the tool that wrote it may report attempts as separate test cases (Gradle, gotestsum and
 *       others). Surefire and TestNG never do: their test cases of one name are rows or repetitions.
 *   <li>or all are in files of Surefire whose names differ in the nested class only: before 3.5.3, Surefire writes re-runs of a
 *       class with nested classes to the file of another of them, and it re-runs failed tests only. Without a sign of re-runs
 *       such as {@code rerunFailure}, they ran within an hour.
 *   <li>or each is in another suite of the same name and host in one file, at most an hour apart, and no suite repeats a test
 *       that passed in an earlier one. Other files hold other configurations, such as another browser.
 *   <li>or all but the last one were skipped for a reason, in one suite of Surefire: so it reports attempts of TestNG's
 *       {@code IRetryAnalyzer}, whatever the outcome of the last one.
 * </ul>
 *
 * <p>In doubt, and without any sign of re-runs such as {@code rerunFailure}, this is an assumption, which is a finding.
 */
final class RerunRule {

    private static final int NAMED = 5;
    /** More suites with one test are not compared. */
    private static final int MOST_SUITES = 20;
    /** Suites further apart are taken for runs of different configurations. */
    private static final Duration MOST_APART = Duration.ofHours(1);

    /** An execution and where it comes from. */
    record Run(int position, TestExecution execution, Origin origin) {
        ReportSource source() {
            return origin.source();
        }
    }

    private record Pair(ReportSource earlier, ReportSource later) {}

    private final DateRules dates;
    private final Set<Pair> repeatsPassed = new HashSet<>();
    private final Set<Path> withReruns = new HashSet<>();
    private final List<String> assumed = new ArrayList<>();

    /** @param dates decides which timestamps can be right */
    RerunRule(DateRules dates) {
        this.dates = dates;
    }

    /** Notes that re-runs are configured, or were seen, in a directory. */
    void rerunsIn(Path directory) {
        withReruns.add(directory);
    }

    /** Must be called for all executions of each test before the first call of {@link #attempts}. */
    void learn(List<Run> runs) {
        if (suites(runs) > MOST_SUITES) {
            return;
        }
        Set<ReportSource> all = runs.stream().map(Run::source).collect(Collectors.toSet());
        runs.stream()
                .filter(run -> !Attempts.failed(run.execution()))
                .map(Run::source)
                .distinct()
                .forEach(passed -> all.forEach(other -> repeatsPassed.add(new Pair(passed, other))));
    }

    /** The executions of one test in the order in which they ran; empty if they are not all attempts. */
    Optional<List<Run>> attempts(List<Run> runs) {
        Optional<List<Run>> ordered = suites(runs) == 1 ? inOneSuite(runs) : inSeveralSuites(runs);
        ordered.filter(this::isAssumption)
                .ifPresent(found -> assumed.add(found.get(0).execution().displayName()));
        return ordered;
    }

    /** A warning if tests were taken for re-runs without any sign of re-runs. */
    Optional<Finding> assumptions() {
        return assumed.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        Counted.of(assumed.size(), "test") + " that failed and then passed in the same run"
                                + " taken for re-run, so flaky: "
                                + FirstFew.of(assumed.stream().sorted().toList(), NAMED)
                                + ". If they are different tests, give them different names."));
    }

    private static long suites(List<Run> runs) {
        return runs.stream().map(Run::source).distinct().count();
    }

    private Optional<List<Run>> inOneSuite(List<Run> runs) {
        return switch (runs.get(0).source().writer()) {
            case SUREFIRE -> Optional.of(runs).filter(RerunRule::isRetriedByTestNg);
            case TESTNG, JUNIT_PLATFORM -> Optional.empty();
            case OTHER -> Optional.of(byTime(runs)).filter(RerunRule::onlyTheLastPassed);
        };
    }

    /** In one suite, the order of elements counts unless each has its own timestamp. */
    private List<Run> byTime(List<Run> runs) {
        return runs.stream().allMatch(this::hasTimestamp)
                ? runs.stream()
                        .sorted(Comparator.comparing(run -> run.execution().date()))
                        .toList()
                : runs;
    }

    private Optional<List<Run>> inSeveralSuites(List<Run> runs) {
        if (suites(runs) != runs.size() || suites(runs) > MOST_SUITES) {
            return Optional.empty();
        }
        if (runs.stream().allMatch(run -> isSurefireFamily(runs.get(0), run))) {
            return Optional.of(passedLast(runs)).filter(RerunRule::onlyTheLastPassed);
        }
        return Optional.of(byTime(runs)).filter(RerunRule::onlyTheLastPassed).filter(this::isSequence);
    }

    private boolean isSurefireFamily(Run one, Run other) {
        ReportSource first = one.source();
        ReportSource second = other.source();
        return first.writer() == Writer.SUREFIRE
                && second.writer() == Writer.SUREFIRE
                && !first.name().isEmpty()
                && first.topLevelClass().equals(second.topLevelClass())
                && first.topLevelFile().equals(second.topLevelFile())
                && (withReruns.contains(first.file().directory()) || areNear(one, other));
    }

    private static boolean areNear(Run one, Run other) {
        Duration apart =
                Duration.between(one.execution().date(), other.execution().date());
        return apart.abs().compareTo(MOST_APART) <= 0;
    }

    private static List<Run> passedLast(List<Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparing(run -> Attempts.passed(run.execution())))
                .toList();
    }

    private boolean isSequence(List<Run> ordered) {
        for (int i = 1; i < ordered.size(); i++) {
            if (!follows(ordered.get(i - 1), ordered.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean follows(Run earlier, Run later) {
        ReportSource one = earlier.source();
        ReportSource other = later.source();
        return one.writer() == Writer.OTHER
                && other.writer() == Writer.OTHER
                && one.name().equals(other.name())
                && one.host().equals(other.host())
                && one.file().equals(other.file())
                && areNear(earlier, later)
                && !repeatsPassed.contains(new Pair(one, other));
    }

    /** A date that cannot be right was replaced by the file's. */
    private boolean hasTimestamp(Run run) {
        ReportDate date = run.origin().date();
        return date.origin() != ReportDate.Origin.FILE && dates.plausible(date.instant());
    }

    private static boolean onlyTheLastPassed(List<Run> runs) {
        int last = runs.size() - 1;
        return Attempts.passed(runs.get(last).execution())
                && runs.subList(0, last).stream().allMatch(run -> Attempts.failed(run.execution()));
    }

    private static boolean isRetriedByTestNg(List<Run> runs) {
        int last = runs.size() - 1;
        return runs.get(last).execution().outcome() != Outcome.SKIPPED
                && runs.subList(0, last).stream().map(Run::execution).allMatch(RerunRule::isRetried);
    }

    private static boolean isRetried(TestExecution execution) {
        return execution.outcome() == Outcome.SKIPPED && !execution.skipReason().isEmpty();
    }

    private boolean isAssumption(List<Run> runs) {
        Run first = runs.get(0);
        // Other tools that mark re-runs do not also report attempts as test cases.
        boolean marked = first.source().writer() == Writer.SUREFIRE
                && withReruns.contains(first.source().file().directory());
        return first.execution().outcome() != Outcome.SKIPPED && !marked;
    }
}
