package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Problem.Kind;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import io.gitlab.verdict.report.ReportSource.Writer;
import io.gitlab.verdict.report.RerunRule.Run;
import io.gitlab.verdict.report.input.ReportDate;
import io.gitlab.verdict.text.Counted;
import io.gitlab.verdict.text.FirstFew;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The executions of several files, each once:
 *
 * <ul>
 *   <li>Some Surefire versions write the same execution into several files. Equal executions within one file are different
 *       ones (data-driven tests without an index). So an execution counts as often as in the file that has it most often.
 *       Executions with different timestamps are different, unless the reports are of different tools. Where no known tool
 *       writes such copies, leaving them out is a finding.
 *   <li>A report of the JUnit Platform itself is left out where another report has the same tests.
 *   <li>The attempts of a test are one execution, see {@link RerunRule}.
 * </ul>
 */
final class ExecutionUnion {

    private static final int NAMED = 5;
    private static final Comparator<TestExecution> SAME_TEST = Comparator.comparing(TestExecution::module)
            .thenComparing(TestExecution::variant)
            .thenComparing(TestExecution::className)
            .thenComparing(ExecutionUnion::enclosing)
            .thenComparing(TestExecution::name);
    private static final Set<Kind> RERUN = EnumSet.complementOf(EnumSet.of(Kind.FAILURE, Kind.ERROR));

    private record Content(
            Outcome outcome,
            Optional<Duration> duration,
            List<Problem> problems,
            List<Label> labels,
            Optional<ReportDate> date) {
        static Content of(TestExecution execution, Optional<ReportDate> date) {
            return new Content(
                    execution.outcome(), execution.duration(), execution.problems(), execution.labels(), date);
        }
    }

    private final RunDates dates;
    private final RerunRule rule;
    private final List<TestExecution> executions = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final BitSet leftOut = new BitSet();
    private final BitSet undated = new BitSet();
    private final List<String> contradicted = new ArrayList<>();
    private int copies;
    private Optional<String> copy = Optional.empty();

    ExecutionUnion(DateRules rules) {
        this.dates = new RunDates(rules);
        this.rule = new RerunRule(rules);
    }

    void add(ReportFile file, ParsedReport report) {
        executions.addAll(report.executions());
        origins.addAll(report.origins());
        report.origins().forEach(dates::add);
        if (report.reruns().orElse(0) > 0 || report.executions().stream().anyMatch(ExecutionUnion::hasReruns)) {
            rule.rerunsIn(file.directory());
        }
    }

    /** The executions without duplicates, in the order of addition; must be called once, after all were added. */
    List<TestExecution> executions() {
        for (int i = 0; i < executions.size(); i++) {
            executions.set(i, dates.dated(executions.get(i), origins.get(i)));
        }
        PlatformCopies.in(executions, origins).forEach(leftOut::set);
        List<List<Integer>> groups = ofOneTest();
        groups.forEach(group -> rule.learn(runs(group)));
        groups.forEach(this::leaveOutRepetitions);
        groups.forEach(this::fold);
        int[] kept = IntStream.range(0, executions.size())
                .filter(position -> !leftOut.get(position))
                .toArray();
        IntStream.range(0, kept.length)
                .filter(i -> origins.get(kept[i]).date().origin() == ReportDate.Origin.FILE)
                .forEach(undated::set);
        return IntStream.of(kept).mapToObj(this::at).toList();
    }

    /** The positions of the executions that have the date of their file; a better date removes them. */
    BitSet undated() {
        return undated;
    }

    /** Guesses, contradictions, and implausible dates. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(dates.findings(undated.cardinality()));
        rule.assumptions().ifPresent(findings::add);
        if (!contradicted.isEmpty()) {
            findings.add(Finding.warning("Reports contradict each other about "
                    + FirstFew.of(contradicted.stream().sorted().toList(), NAMED)
                    + ": the most urgent outcome counts. If these are different tests, give them different names, or each"
                    + " configuration its own reportNameSuffix."));
        }
        copy.ifPresent(first -> findings.add(Finding.info(Counted.of(copies, "test execution")
                + " left out as a copy: another report has the same test with equal outcome, time and date. The first is "
                + first
                + ". If these are runs of different configurations, give each its own reportNameSuffix.")));
        return findings;
    }

    private static boolean hasReruns(TestExecution execution) {
        return execution.problems().stream().anyMatch(problem -> RERUN.contains(problem.kind()));
    }

    /** The positions of the executions of each test that has several. */
    private List<List<Integer>> ofOneTest() {
        List<List<Integer>> groups = new ArrayList<>();
        long[] hashed = hashed();
        int start = 0;
        for (int end = 1; end <= hashed.length; end++) {
            if (end == hashed.length || hashed[end] >> Integer.SIZE != hashed[start] >> Integer.SIZE) {
                if (end - start > 1) {
                    addGroups(Arrays.stream(hashed, start, end).mapToObj(key -> (int) key), groups);
                }
                start = end;
            }
        }
        return groups;
    }

    /** Different tests may have the same hash code. */
    private void addGroups(Stream<Integer> positions, List<List<Integer>> groups) {
        List<Integer> group = new ArrayList<>();
        positions
                .filter(position -> !leftOut.get(position))
                .sorted(Comparator.comparing(this::at, SAME_TEST))
                .forEach(position -> {
                    if (!group.isEmpty() && SAME_TEST.compare(at(group.get(0)), at(position)) != 0) {
                        keepIfSeveral(group, groups);
                        group.clear();
                    }
                    group.add(position);
                });
        keepIfSeveral(group, groups);
    }

    private static void keepIfSeveral(List<Integer> group, List<List<Integer>> groups) {
        if (group.size() > 1) {
            groups.add(List.copyOf(group));
        }
    }

    /** Hash code and position of each execution, sorted: that needs far less memory than a map of all tests. */
    private long[] hashed() {
        long[] hashed = new long[executions.size()];
        for (int position = 0; position < hashed.length; position++) {
            hashed[position] = (long) hash(at(position)) << Integer.SIZE | position;
        }
        Arrays.sort(hashed);
        return hashed;
    }

    /** Surefire 3.5.4 to 3.5.6 write a display name in place of the class: classes of different suites may share it. */
    private static String enclosing(TestExecution execution) {
        String name = execution.className();
        boolean qualified = name.indexOf('.') > 0 && name.chars().noneMatch(Character::isWhitespace);
        return qualified ? "" : execution.suite();
    }

    private static int hash(TestExecution execution) {
        int where = 31 * execution.module().hashCode() + execution.variant().hashCode();
        return 31 * (31 * where + execution.className().hashCode())
                + execution.name().hashCode();
    }

    private void leaveOutRepetitions(List<Integer> group) {
        Map<Content, Integer> kept = new HashMap<>();
        Map<Content, Integer> here = new HashMap<>();
        boolean oneWriter = group.stream().map(this::writer).distinct().limit(2).count() == 1;
        ReportFile file = file(group.get(0));
        for (int position : group) {
            if (!file(position).equals(file)) {
                file = file(position);
                here.clear();
            }
            Content content = Content.of(at(position), oneWriter ? timestamp(position) : Optional.empty());
            int count = here.merge(content, 1, Integer::sum);
            leftOut.set(position, count <= kept.getOrDefault(content, 0));
            kept.merge(content, count, Math::max);
        }
        if (oneWriter && writer(group.get(0)) == Writer.OTHER) {
            group.stream().filter(leftOut::get).forEach(this::noteCopy);
        }
    }

    private void noteCopy(int position) {
        copies++;
        copy = copy.or(() ->
                Optional.of(at(position).displayName() + " in " + file(position).path()));
    }

    private Writer writer(int position) {
        return origins.get(position).source().writer();
    }

    private Optional<ReportDate> timestamp(int position) {
        return Optional.of(origins.get(position).date()).filter(date -> date.origin() != ReportDate.Origin.FILE);
    }

    private List<Run> runs(List<Integer> group) {
        return group.stream()
                .filter(position -> !leftOut.get(position))
                .map(position -> new Run(position, at(position), origins.get(position)))
                .toList();
    }

    private void fold(List<Integer> group) {
        List<Run> runs = runs(group);
        if (runs.size() < 2) {
            return;
        }
        Optional<List<Run>> attempts = rule.attempts(runs);
        attempts.ifPresent(found -> {
            runs.forEach(run -> leftOut.set(run.position()));
            int kept = runs.get(0).position();
            leftOut.clear(kept);
            executions.set(kept, Attempts.of(found).folded());
            origins.set(kept, found.get(found.size() - 1).origin());
        });
        if (attempts.isEmpty() && runs.stream().anyMatch(run -> contradict(runs.get(0), run))) {
            contradicted.add(runs.get(0).execution().displayName());
        }
    }

    /** A skip contradicts nothing: the test ran elsewhere. */
    private static boolean contradict(Run one, Run other) {
        Outcome first = one.execution().outcome();
        Outcome second = other.execution().outcome();
        return !one.source().file().equals(other.source().file())
                && first != second
                && first != Outcome.SKIPPED
                && second != Outcome.SKIPPED;
    }

    private ReportFile file(int position) {
        return origins.get(position).source().file();
    }

    private TestExecution at(int position) {
        return executions.get(position);
    }
}
