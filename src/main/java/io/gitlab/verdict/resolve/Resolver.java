package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.ids.IdFinder;
import io.gitlab.verdict.resolve.ids.NearMisses;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the test cases of test executions: by mapping file, then statements of the test, annotations, tags and names, unless the
 * settings name another order. The first rule that finds test cases wins. An execution of a class, not of a test, gets the test cases of the class.
 */
public final class Resolver {
    private final ResolveSettings settings;
    private final Optional<List<MappingRow>> rows;

    private Resolver(ResolveSettings settings, Optional<List<MappingRow>> rows) {
        this.settings = settings;
        this.rows = rows;
    }

    /**
     * Reads the mapping file; class files are read when executions need them.
     *
     * @throws InvalidMappingException if there is a mapping file and it cannot be used
     */
    public static Resolver of(ResolveSettings settings) {
        return new Resolver(settings, settings.mappingFile().map(MappingFile::read));
    }

    /** Resolves the executions, and the tests that are absent because their class failed. */
    public ResolvedTests resolve(List<TestExecution> reported) {
        List<TestExecution> executions = DependentTests.absent(reported);
        Set<Finding> findings = new LinkedHashSet<>();
        CountedFindings counted = new CountedFindings();
        try (Locator locator = new Locator(settings.classes(), executions, findings::add)) {
            Optional<Mapping> mapping = rows.map(Mapping::new);
            RuleChain rules = new RuleChain(settings, counted);
            rules.add(Rule.MAPPING, new MappingRule(mapping)::apply);
            addRules(rules, settings.idPattern(), locator, counted);
            List<LocatedTest> tests = executions.stream().map(locator::locate).toList();
            AbsentTests absent = new AbsentTests(locator, tests);
            List<Resolution> resolutions = Stream.concat(
                            tests.stream().map(absent::orAbsent),
                            absent.executions().stream().map(locator::locate))
                    .map(test -> rules.resolve(test, findings::add))
                    .toList();
            findings.addAll(counted.findings());
            onlyForeign(tests, resolutions, locator).ifPresent(findings::add);
            mapping.ifPresent(used -> reportUnused(used, locator, findings::add));
            rows.ifPresent(read -> reportOddIds(read, findings::add));
            return new ResolvedTests(resolutions, List.copyOf(findings));
        }
    }

    private void addRules(RuleChain rules, Pattern idPattern, Locator locator, CountedFindings counted) {
        IdFinder ids = new IdFinder(idPattern);
        NearMisses nearMisses = new NearMisses(ids, settings.foreignIds().map(IdFinder::new));
        IdRule.Context context = new IdRule.Context(ids, nearMisses, locator::module, settings.sources(), counted);
        IdRule.in(settings.sources().order()).forEach(rule -> rules.add(rule.rule(), rule.prepare(context)));
    }

    /** If only ids of other projects are found, the project key is probably wrong. */
    private Optional<Finding> onlyForeign(List<LocatedTest> tests, List<Resolution> resolutions, Locator locator) {
        if (settings.foreignIds().isEmpty() || resolutions.stream().anyMatch(Resolver::byId)) {
            return Optional.empty();
        }
        CountedFindings unused = new CountedFindings();
        RuleChain rules = new RuleChain(settings, unused);
        addRules(rules, settings.foreignIds().get(), locator, unused);
        List<String> found = IntStream.range(0, tests.size())
                .filter(i -> resolutions.get(i).testCases().isEmpty()
                        && !resolutions.get(i).exempt())
                .mapToObj(i -> rules.resolve(tests.get(i), finding -> {}).testCases())
                .flatMap(List::stream)
                .distinct()
                .toList();
        return found.stream()
                .findFirst()
                .map(first -> Finding.warning("No test case id matching " + settings.idPattern() + " was found, but "
                        + found.size() + " ids of other projects were, such as " + first
                        + ". Set the tracker's <project> to the key that the ids begin with, or set <idPattern>."));
    }

    private static boolean byId(Resolution resolution) {
        return resolution.rule().found() && !resolution.rule().equals(Rule.MAPPING);
    }

    /** An id in a row need not match the pattern, but a mismatch is usually a mistake. */
    private void reportOddIds(List<MappingRow> read, Consumer<Finding> findings) {
        IdFinder ids = new IdFinder(settings.idPattern());
        for (MappingRow row : read) {
            row.ids()
                    .forEach(id -> oddity(id, ids)
                            .map(found -> found.apply(
                                    settings.mappingFile().orElseThrow() + ":" + row.line() + ": \"" + id + "\" "))
                            .ifPresent(findings));
        }
    }

    private Optional<Function<String, Finding>> oddity(String id, IdFinder ids) {
        String spelled = settings.spelling().apply(id);
        if (!ids.accepts(id)) {
            return Optional.of(where -> Finding.warning(
                    where + "does not look like a test case id (" + ids + "). Correct it, or set <idPattern>."));
        }
        return spelled.equals(id)
                ? Optional.empty()
                : Optional.of(where ->
                        Finding.info(where + "is the test case " + spelled + ". Write it as the tracker does."));
    }

    private void reportUnused(Mapping mapping, Locator locator, Consumer<Finding> findings) {
        UnusedRows unused = new UnusedRows(settings.mappingFile().orElseThrow(), locator.modules());
        mapping.unused().forEach(row -> findings.accept(unused.finding(row)));
    }
}
