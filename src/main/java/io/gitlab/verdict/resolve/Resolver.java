package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the test cases of test executions: by mapping file, then annotations, then names. The first rule that finds test
 * cases wins. An execution of a class, not of a test, gets the test cases of the class.
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
    public ResolvedTests resolve(List<TestExecution> executions) {
        Set<Finding> findings = new LinkedHashSet<>();
        try (Locator locator = new Locator(settings.classes(), executions, findings::add)) {
            Optional<Mapping> mapping = rows.map(Mapping::new);
            Map<Rule, Function<LocatedTest, RuleResult>> rules = new LinkedHashMap<>();
            rules.put(Rule.MAPPING, new MappingRule(mapping)::apply);
            rules.putAll(rules(settings.idPattern(), locator));
            List<LocatedTest> tests = executions.stream().map(locator::locate).toList();
            AbsentTests absent = new AbsentTests(locator, tests);
            List<Resolution> resolutions = Stream.concat(
                            tests.stream().map(absent::orAbsent),
                            absent.executions().stream().map(locator::locate))
                    .map(test -> resolution(test, rules, findings::add))
                    .toList();
            onlyForeign(tests, resolutions, locator).ifPresent(findings::add);
            mapping.ifPresent(used -> reportUnused(used, locator, findings::add));
            rows.ifPresent(read -> reportOddIds(read, findings::add));
            return new ResolvedTests(resolutions, List.copyOf(findings));
        }
    }

    private Map<Rule, Function<LocatedTest, RuleResult>> rules(Pattern idPattern, Locator locator) {
        IdRule.Context context = new IdRule.Context(new IdFinder(idPattern), locator::module, settings.annotations());
        Map<Rule, Function<LocatedTest, RuleResult>> rules = new LinkedHashMap<>();
        IdRule.all().forEach(rule -> rules.put(rule.rule(), rule.prepare(context)));
        return rules;
    }

    /** If only ids of other projects are found, the project key is probably wrong. */
    private Optional<Finding> onlyForeign(List<LocatedTest> tests, List<Resolution> resolutions, Locator locator) {
        if (settings.foreignIds().isEmpty() || resolutions.stream().anyMatch(Resolver::byId)) {
            return Optional.empty();
        }
        Map<Rule, Function<LocatedTest, RuleResult>> rules =
                rules(settings.foreignIds().get(), locator);
        List<String> found = IntStream.range(0, tests.size())
                .filter(i -> resolutions.get(i).testCases().isEmpty())
                .mapToObj(i -> resolution(tests.get(i), rules, finding -> {}).testCases())
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

    private Resolution resolution(
            LocatedTest test, Map<Rule, Function<LocatedTest, RuleResult>> rules, Consumer<Finding> findings) {
        List<RuleTrial> trials = new ArrayList<>();
        for (Map.Entry<Rule, Function<LocatedTest, RuleResult>> rule : rules.entrySet()) {
            RuleResult result = rule.getValue().apply(test);
            trials.add(new RuleTrial(rule.getKey(), result.explanation()));
            result.warning().ifPresent(findings);
            if (!result.ids().isEmpty()) {
                return new Resolution(test.execution(), spelled(rule.getKey(), result.ids()), rule.getKey(), trials);
            }
        }
        return new Resolution(test.execution(), List.of(), test.ofClass() ? Rule.NO_TEST : Rule.NONE, trials);
    }

    /** The case of an id in a mapping file is kept. */
    private List<String> spelled(Rule rule, List<String> ids) {
        return ids.stream()
                .map(id -> {
                    String spelled = settings.spelling().apply(id);
                    return rule.equals(Rule.MAPPING) && spelled.equalsIgnoreCase(id) ? id : spelled;
                })
                .distinct()
                .toList();
    }

    /** An id in a row need not match the pattern, but a mismatch is usually a mistake. */
    private void reportOddIds(List<MappingRow> read, Consumer<Finding> findings) {
        for (MappingRow row : read) {
            for (String id : row.ids()) {
                if (!settings.idPattern().matcher(id).matches()) {
                    findings.accept(Finding.warning(settings.mappingFile().orElseThrow() + ":" + row.line()
                            + ": \"" + id + "\" does not look like a test case id (" + settings.idPattern()
                            + "). Correct it, or set <idPattern>."));
                }
            }
        }
    }

    private void reportUnused(Mapping mapping, Locator locator, Consumer<Finding> findings) {
        UnusedRows unused = new UnusedRows(settings.mappingFile().orElseThrow(), locator.modules());
        mapping.unused().forEach(row -> findings.accept(unused.finding(row)));
    }
}
