package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleChainTest {
    @TempDir
    Path temp;

    @Test
    void triesStatementsThenAnnotationsThenTagsThenNames() {
        TestExecution test = labelled("TC5_pays", Label.statement("property", "id", "TC2"), tag("TC4"));

        assertThat(resolve(List.of(), test).testCases()).containsExactly("TC2");
        assertThat(resolve(List.of("annotation", "tag", "name"), test).testCases())
                .containsExactly("TC3");
        assertThat(resolve(List.of("tag", "name"), test).testCases()).containsExactly("TC4");
        assertThat(resolve(List.of("name"), test).testCases()).containsExactly("TC5");
    }

    @Test
    void tellsWhatALaterRuleFindsInOneWarningForTheRun() {
        List<TestExecution> tests = IntStream.range(1, 9)
                .mapToObj(i -> labelled("TC5_pays[" + i + "]", tag("TC" + i)))
                .toList();

        ResolvedTests resolved = resolve(List.of("tag", "name"), Optional.empty(), tests);

        assertThat(resolved.resolutions().get(0).trials())
                .containsExactly(
                        new RuleTrial(Rule.MAPPING, "there is no mapping file"),
                        new RuleTrial(Rule.TAG, "Cucumber tag \"TC1\" has TC1"),
                        new RuleTrial(
                                Rule.NAME, "test name \"TC5_pays[1]\" has TC5, which is not used: tag comes first"));
        assertThat(resolved.findings())
                .containsExactly(
                        Finding.warning("7 test executions have test cases that are not used, because an earlier"
                                + " rule found others: shop.CartIT.TC5_pays has TC1 by tag and TC5 by name; shop.CartIT.TC5_pays"
                                + " has TC2 by tag and TC5 by name; shop.CartIT.TC5_pays has TC3 by tag and TC5 by name; and"
                                + " others. Correct one of them, or set the order of the rules with <idSources>."));
    }

    @Test
    void acceptsALaterRuleThatFindsTheSameInAnotherSpelling() {
        ResolvedTests resolved =
                resolve(List.of(), Optional.empty(), List.of(labelled("tc3_pays", tag("TC3"), tag("tc3"))));

        assertThat(resolved.findings()).isEmpty();
    }

    @Test
    void letsTheMappingFileOverrideOtherRulesWithoutAWarning() throws Exception {
        Path mapping = Files.writeString(temp.resolve("mapping.yaml"), "shop.CartIT.*: TC1");

        ResolvedTests resolved =
                resolve(List.of("name", "mapping"), Optional.of(mapping), List.of(labelled("TC5_pays")));

        assertThat(resolved.resolutions()).extracting(Resolution::testCases).containsExactly(List.of("TC1"));
        assertThat(resolved.findings()).isEmpty();
    }

    private Resolution resolve(List<String> order, TestExecution test) {
        return resolve(order, Optional.empty(), List.of(test)).resolutions().get(0);
    }

    private ResolvedTests resolve(List<String> order, Optional<Path> mapping, List<TestExecution> tests) {
        Path classes = Compiled.into(
                temp,
                "package shop; import org.junit.jupiter.api.*;"
                        + " class CartIT { @Test @Tag(\"TC3\") void TC5_pays() {} @Test @Tag(\"TC3\") void tc3_pays() {} }");
        ResolveSettings settings = new ResolveSettings(
                mapping,
                Pattern.compile("TC\\d+|tc\\d+"),
                Optional.empty(),
                id -> id.toUpperCase(Locale.ROOT),
                new IdSources(order, List.of(), Set.of("id")),
                List.of(new ModuleClasses("shop", List.of(classes))),
                Finding.Severity.WARNING);
        return Resolver.of(settings).resolve(tests);
    }

    private static TestExecution labelled(String name, Label... labels) {
        return Executions.of("shop.CartIT", name).withLabels(List.of(labels));
    }

    private static Label tag(String text) {
        return Label.tag("Cucumber", text, 0);
    }
}
