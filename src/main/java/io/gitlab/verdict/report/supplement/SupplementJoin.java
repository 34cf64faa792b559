package io.gitlab.verdict.report.supplement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import io.gitlab.verdict.text.FirstFew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joins the tests of one supplement to the executions of one module.
 *
 * <p>A test and an execution belong together if one of the test's names, and the class, are those of the execution. If several
 * tests and equally many executions have a name, they are paired in the order of their start, or by their outcomes if these contradict. Any other number is ambiguous:
 * nothing is added, and a finding says so.
 */
final class SupplementJoin {
    private static final int NAMED = 5;
    private static final Set<ClassMatch> ANY = EnumSet.of(ClassMatch.ANY, ClassMatch.ANY_END);
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*+");

    /** The tests of a class in one variant. */
    private record TestClass(String variant, String suite, String className) {
        static TestClass of(TestExecution execution) {
            return new TestClass(execution.variant(), execution.suite(), execution.className());
        }
    }

    private final Supplement supplement;
    private final List<TestExecution> executions;
    private final List<Integer> candidates;
    private final List<AttemptedTest> tests;
    private final Supplements.Dates dates;
    private final BitSet claimed = new BitSet();
    private final BitSet contested = new BitSet();
    private final Set<AttemptedTest> joined = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<AttemptedTest, String> ambiguous = new IdentityHashMap<>();
    private final List<String> sharedEvidence = new ArrayList<>();
    private final List<RowPairs.Pair> pairs = new ArrayList<>();
    private final List<String> unpaired = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private final List<AttemptedTest> unmatched = new ArrayList<>();
    private final List<AttemptedTest> unreported = new ArrayList<>();
    private final List<AttemptedTest> notNamed = new ArrayList<>();
    private final List<Integer> joinedWithoutClass = new ArrayList<>();
    private Optional<Finding> incomplete = Optional.empty();
    private boolean reported;

    /**
     * @param executions the executions of all modules; those that are joined are replaced, and those that only the supplement
     *     reports are added
     * @param candidates positions of the executions that the supplement may be about
     * @param dates the executions that get the start of their test as date
     */
    SupplementJoin(
            Supplement supplement, List<TestExecution> executions, List<Integer> candidates, Supplements.Dates dates) {
        this.dates = dates;
        this.supplement = supplement;
        this.executions = executions;
        this.candidates = candidates;
        this.tests = AttemptedTest.of(supplement.tests());
    }

    /** @return whether the supplement reports executions that no other report has */
    boolean join() {
        int most = tests.stream().mapToInt(test -> test.names().size()).max().orElse(0);
        for (int i = 0; i < most; i++) {
            for (ClassMatch match : ClassMatch.values()) {
                join(i, match, false);
            }
        }
        // A file that another suite or a re-run overwrote has only some of the tests of a class.
        for (int i = 0; i < most; i++) {
            for (ClassMatch match : ANY) {
                join(i, match, true);
            }
        }
        settle();
        incomplete = partlyJoined();
        Set<String> classes = new HashSet<>();
        candidates.forEach(position -> addClass(executions.get(position), classes));
        Set<String> namesOfSuites = namesOfSuites();
        tests.stream()
                .filter(test -> !joined.contains(test) && !ambiguous.containsKey(test))
                .forEach(test -> addOwn(test, classes, namesOfSuites));
        return reported;
    }

    private Optional<Finding> partlyJoined() {
        BitSet there = (BitSet) claimed.clone();
        there.or(contested);
        return new PartlyJoined(executions, candidates, there).finding(supplement, joinedWithoutClass);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<String> names = tests.stream()
                .filter(test -> ambiguous.containsKey(test) && !joined.contains(test))
                // The reports have the executions: a test without ids and evidence has nothing to add.
                .filter(test -> !test.labels().isEmpty() || !test.evidence().isEmpty())
                .map(ambiguous::get)
                .toList();
        if (!names.isEmpty()) {
            findings.add(Finding.warning(names.size() + " tests of " + supplement
                    + " have names that do not tell which execution of the JUnit XML reports they belong to: "
                    + FirstFew.of(names, NAMED) + ". Their ids, evidence and verdicts are left out. "
                    + supplement.format().whenAmbiguous()));
        }
        if (!unpaired.isEmpty()) {
            findings.add(Finding.warning(unpaired.size() + " rows of " + supplement
                    + " cannot be distinguished, because the order of the rows contradicts their outcomes: "
                    + FirstFew.of(unpaired, NAMED) + ". Their ids and evidence are left out. "
                    + "Give the rows different names, or do not run them in parallel."));
        }
        if (!sharedEvidence.isEmpty()) {
            findings.add(Finding.warning("Evidence of " + sharedEvidence.size() + " tests of " + supplement
                    + " is left out, because each has several executions, and not as many attempts: "
                    + FirstFew.of(sharedEvidence, NAMED) + ". "
                    + supplement.format().whenAmbiguous()));
        }
        if (!unmatched.isEmpty()) {
            findings.add(unmatched());
        }
        incomplete.ifPresent(findings::add);
        if (!unreported.isEmpty()) {
            findings.add(Finding.warning(unreported.size() + " tests of " + supplement
                    + " ran, and their classes are in no JUnit XML report: "
                    + FirstFew.of(unreported.stream().map(SupplementJoin::text).toList(), NAMED)
                    + ". They have no results. Check whether a JVM that runs tests crashed, and that reports names all"
                    + " directories of reports."));
        }
        if (!notNamed.isEmpty()) {
            findings.add(Finding.info(notNamed.size() + " tests of " + supplement
                    + " are in none of the reports that the setting reports names, so they are left out: "
                    + FirstFew.of(notNamed.stream().map(SupplementJoin::text).toList(), NAMED)
                    + ". Add " + supplement.files().get(0) + " to the setting to publish them."));
        }
        return findings;
    }

    private Finding unmatched() {
        List<String> names = unmatched.stream().map(SupplementJoin::text).toList();
        String message = names.size() + " tests of " + supplement + " are in no JUnit XML report under that name: "
                + FirstFew.of(names, NAMED) + ". Their ids and evidence are left out.";
        boolean verdicts = unmatched.stream().anyMatch(test -> test.execution().isPresent());
        return verdicts
                ? Finding.warning(message + " The class is in the reports, so that no verdict is taken from there.")
                : Finding.info(message);
    }

    private void join(int i, ClassMatch match, boolean partly) {
        Map<Name, List<AttemptedTest>> wanted = new LinkedHashMap<>();
        for (AttemptedTest test : tests) {
            boolean open = !joined.contains(test) && !(partly && ambiguous.containsKey(test));
            if (open && i < test.names().size()) {
                match.key(test.names().get(i))
                        .ifPresent(key -> wanted.computeIfAbsent(key, absent -> new ArrayList<>(1))
                                .add(test));
            }
        }
        if (wanted.isEmpty()) {
            return;
        }
        Predicate<TestExecution> eligible = !ANY.contains(match)
                ? execution -> true
                : partly ? partlyCoveredClasses(i, match, wanted) : coveredClasses(i, match);
        Map<Name, List<Integer>> found = new HashMap<>();
        for (int position : candidates) {
            TestExecution execution = executions.get(position);
            Name key = match.key(execution);
            if (!claimed.get(position) && wanted.containsKey(key) && eligible.test(execution)) {
                found.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(position);
            }
        }
        wanted.forEach((key, named) -> split(named, i, found.getOrDefault(key, List.of())));
    }

    /** The class of such a test is unknown: it can only be one all of whose tests are in the supplement. */
    private Predicate<TestExecution> coveredClasses(int i, ClassMatch match) {
        Set<String> names = tests.stream()
                .filter(test -> i < test.names().size()
                        && test.names().get(i).className().isEmpty())
                .map(test -> test.names().get(i).test())
                .collect(toSet());
        Map<TestClass, List<TestExecution>> classes = candidates.stream()
                .map(executions::get)
                .filter(execution -> !execution.classLevel())
                .collect(groupingBy(TestClass::of));
        Set<TestClass> covered = new HashSet<>();
        classes.forEach((type, members) -> {
            if (members.stream()
                            .allMatch(member -> names.contains(match.key(member).test()))
                    && members.stream().anyMatch(SupplementJoin::hasNoMethodName)) {
                covered.add(type);
            }
        });
        return execution -> covered.contains(TestClass.of(execution));
    }

    /** A name with the feature is the name of one test; others must all be in one class that is not one of methods. */
    private Predicate<TestExecution> partlyCoveredClasses(
            int i, ClassMatch match, Map<Name, List<AttemptedTest>> wanted) {
        Map<String, Set<Name>> features = new HashMap<>();
        Set<Name> complete = new HashSet<>();
        wanted.forEach((key, named) -> named.forEach(test -> {
            String feature = test.execution().map(TestExecution::className).orElse("");
            features.computeIfAbsent(feature, absent -> new HashSet<>()).add(key);
            if (!feature.isEmpty() && key.test().startsWith(feature + " - ")) {
                complete.add(key);
            }
        }));
        Map<TestClass, Set<Name>> classes = new HashMap<>();
        for (int position : candidates) {
            TestExecution execution = executions.get(position);
            if (isSuite(execution)) {
                classes.computeIfAbsent(TestClass.of(execution), absent -> new HashSet<>())
                        .add(match.key(execution));
            }
        }
        Map<TestClass, Set<Name>> eligible = new HashMap<>();
        features.values().forEach(names -> {
            List<TestClass> having = classes.entrySet().stream()
                    .filter(entry -> entry.getValue().containsAll(names))
                    .map(Map.Entry::getKey)
                    .toList();
            if (having.stream().map(TestClass::suite).distinct().count() == 1) {
                having.forEach(type -> eligible.computeIfAbsent(type, absent -> new HashSet<>())
                        .addAll(names));
            }
        });
        return execution -> complete.contains(match.key(execution))
                || eligible.getOrDefault(TestClass.of(execution), Set.of()).contains(match.key(execution));
    }

    /** Surefire writes the class of an engine other than Jupiter without package. */
    private static boolean isSuite(TestExecution execution) {
        return !execution.classLevel() && execution.suite().endsWith("." + execution.className());
    }

    /** A class of methods may have, by chance, only names that the supplement has, too. */
    private static boolean hasNoMethodName(TestExecution execution) {
        return !execution.suite().equals(execution.className())
                || !IDENTIFIER.matcher(execution.name()).matches();
    }

    private void split(List<AttemptedTest> named, int i, List<Integer> positions) {
        if (positions.isEmpty()) {
            return;
        }
        Map<String, List<AttemptedTest>> classes =
                named.stream().collect(groupingBy(AttemptedTest::mainClass, LinkedHashMap::new, toList()));
        String only = named.get(0).mainClass();
        if (classes.size() == 1 && named.get(0).names().get(i).className().equals(only)) {
            pair(named, positions);
            return;
        }
        // Several classes may have the same display name: the suite is the class, or the one that encloses it.
        Set<Integer> rest = new HashSet<>(positions);
        Map<String, List<Integer>> own = new HashMap<>();
        classes.keySet()
                .forEach(type -> own.put(type, type.isEmpty() ? positions : ofSuite(positions, outermost(type))));
        boolean separate = own.values().stream().flatMap(Collection::stream).allMatch(rest::remove);
        classes.forEach((type, members) -> {
            if (!separate) {
                markAmbiguous(members, positions);
            } else if (!own.get(type).isEmpty()) {
                pair(members, own.get(type));
            }
        });
    }

    private List<Integer> ofSuite(List<Integer> positions, String suite) {
        return positions.stream()
                .filter(position -> executions.get(position).suite().equals(suite))
                .toList();
    }

    private void pair(List<AttemptedTest> named, List<Integer> positions) {
        Map<TestClass, List<Integer>> classes =
                positions.stream().collect(groupingBy(position -> TestClass.of(executions.get(position))));
        Map<String, List<Integer>> variants = positions.stream()
                .collect(groupingBy(position -> executions.get(position).variant()));
        boolean oneClassEach = classes.size() == variants.size();
        if (oneClassEach && variants.values().stream().allMatch(members -> members.size() == named.size())) {
            variants.values().forEach(members -> members.sort(byDate()));
            for (int i = 0; i < named.size(); i++) {
                int row = i;
                decorate(
                        named.get(i),
                        variants.values().stream()
                                .map(members -> members.get(row))
                                .sorted(byDate())
                                .toList());
            }
        } else if (oneClassEach
                && variants.size() == 1
                && named.size() == 1
                && named.get(0).attempts().size() == positions.size()) {
            decorate(named.get(0), positions.stream().sorted(byDate()).toList());
        } else {
            markAmbiguous(named, positions);
        }
    }

    private Comparator<Integer> byDate() {
        return Comparator.<Integer, Instant>comparing(
                        position -> executions.get(position).date())
                .thenComparing(Comparator.naturalOrder());
    }

    private void markAmbiguous(List<AttemptedTest> named, List<Integer> positions) {
        positions.forEach(contested::set);
        named.forEach(
                test -> ambiguous.put(test, executions.get(positions.get(0)).displayName()));
    }

    private void decorate(AttemptedTest test, List<Integer> positions) {
        joined.add(test);
        positions.forEach(claimed::set);
        if (test.mainClass().isEmpty()) {
            joinedWithoutClass.addAll(positions);
        }
        if (positions.size() == 1) {
            pairs.add(new RowPairs.Pair(test, positions.get(0)));
        } else {
            add(test, positions);
        }
    }

    /** Adds what the pairs have, once all of them are known: the rows of a test may have to be paired otherwise. */
    private void settle() {
        RowPairs rows = RowPairs.of(pairs, executions);
        rows.settled().forEach(pair -> add(pair.test(), List.of(pair.position())));
        unpaired.addAll(rows.unpaired());
        rows.settled().stream()
                .filter(pair -> !pair.agrees(executions))
                .map(pair -> executions.get(pair.position()).displayName())
                .forEach(contradictions::add);
    }

    /** Names of tests whose outcome differs in the supplement; the outcome of the other report stands. */
    List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    private void add(AttemptedTest test, List<Integer> positions) {
        boolean attemptEach = test.attempts().size() == positions.size();
        if (positions.size() > 1 && !attemptEach && !test.evidence().isEmpty()) {
            sharedEvidence.add(text(test));
        }
        for (int i = 0; i < positions.size(); i++) {
            int position = positions.get(i);
            TestExecution execution = executions.get(position);
            TestExecution labelled = execution.withLabels(LabelUnion.of(execution.labels(), test.labels()));
            List<EvidenceFile> files = positions.size() == 1
                    ? test.evidence()
                    : attemptEach ? test.attempts().get(i).evidence() : List.of();
            Optional<Instant> start = attemptEach ? test.attempts().get(i).start() : test.lastStart();
            executions.set(position, dates.dated(position, withEvidence(labelled, files), start));
        }
    }

    private static TestExecution withEvidence(TestExecution execution, List<EvidenceFile> files) {
        return files.isEmpty()
                ? execution
                : execution.withEvidence(Stream.concat(execution.evidence().stream(), files.stream())
                        .distinct()
                        .toList());
    }

    /** If the class is in a report, so is the test, under a name that was not expected. */
    private void addOwn(AttemptedTest test, Set<String> classes, Set<String> namesOfSuites) {
        Optional<TestExecution> own = test.execution();
        boolean known = test.names().stream()
                .anyMatch(name -> classes.contains(name.className())
                        || name.className().isEmpty() && namesOfSuites.contains(name.test()));
        if (own.isEmpty() && !known && hasNoReport(test, classes)) {
            unreported.add(test);
        } else if (own.isEmpty() || known) {
            unmatched.add(test);
        } else if (!supplement.own()) {
            notNamed.add(test);
        } else {
            executions.add(own.get());
            reported = true;
        }
    }

    private static boolean hasNoReport(AttemptedTest test, Set<String> classes) {
        String type = test.mainClass();
        return !classes.isEmpty()
                && !type.isEmpty()
                && Stream.of(outermost(type), type.substring(type.lastIndexOf('.') + 1))
                        .noneMatch(classes::contains);
    }

    private Set<String> namesOfSuites() {
        return candidates.stream()
                .map(executions::get)
                .filter(SupplementJoin::isSuite)
                .map(TestExecution::name)
                .collect(toSet());
    }

    private static void addClass(TestExecution execution, Set<String> classes) {
        if (!execution.classLevel()) {
            classes.add(execution.className());
            classes.add(execution.suite());
            classes.remove("");
        }
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$', 1);
        return nested < 0 ? className : className.substring(0, nested);
    }

    private static String text(AttemptedTest test) {
        if (test.names().isEmpty()) {
            return test.attempts().get(0).identity();
        }
        Name name = test.names().get(0);
        return name.className().isEmpty() ? name.test() : name.className() + "." + name.test();
    }
}
