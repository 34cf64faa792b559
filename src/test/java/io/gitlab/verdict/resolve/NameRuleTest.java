package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.NearMiss;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.CartIT             | TC123_login(int)[2]      | TC123",
                "shop.CartIT             | login_TC123[1]           | TC123",
                "shop.CartIT             | loginTC123               | TC123",
                "shop.CartIT             | [TC123] logs in          | TC123",
                "shop.CartIT             | logs in [TC123]          | TC123",
                "shop.CartIT             | TC2_TC1_login            | TC2,TC1",
                "shop.CartIT             | testC3PO                 | ''",
                "shop.CartIT             | testTCP200               | ''",
                "shop.CartIT             | data[TC43, 1](1)         | TC43",
                "shop.CartIT             | works[0: TC12]           | TC12",
                "shop.CartIT             | TC1_works[0: TC12]       | TC1,TC12",
                "shop.CartIT             | test_login[TC12-chrome]  | TC12",
                "shop.CartIT             | sum is 3 (TC303)         | TC303",
                "shop.CartIT             | sum [id: TC7, #0]        | TC7",
                "shop.CartIT             | Example #1.1: pays TC8   | TC8",
                "shop.CartIT             | TC16AndTC17              | TC16,TC17",
                "shop.CartIT             | verify_TC18andTC19       | TC18,TC19",
                "shop.CartIT             | TC14Login                | TC14",
                "shop.CartIT             | verifyTC12Login          | TC12",
                "shop.TC508IT            | adds                     | TC508",
                "shop.CartIT             | adds(TC9)                | ''",
                "shop.TC5CartIT          | TC6_adds                 | TC6",
                "shop.CartTC5            | adds                     | TC5",
                "shop.TC5_IT$Inner       | adds                     | TC5",
                "shop.TC5_IT$TC6_Inner   | adds                     | TC6",
                "shop.TC5_IT             | ''                       | TC5",
                "shop.TC5.CartIT         | adds                     | ''",
                "a cart. TC5             | adds                     | TC5",
            })
    void findsIdsInTheTestsNameThenInTheClassName(String className, String name, String ids) {
        assertThat(String.join(",", resolve(Executions.of(className, name)).testCases()))
                .isEqualTo(ids);
    }

    @Test
    void searchesTheDisplayNamesAfterTheNameAndBeforeTheClass() {
        TestExecution execution = Executions.of("shop.TC5_IT", "[engine:x]/_1")
                .withLabels(List.of(
                        Label.displayName("Open Test Reporting", "pays by card TC7, unlike TC8x"),
                        Label.displayName("Allure", "TC9")));

        assertThat(resolve(execution).testCases()).containsExactly("TC7");
        assertThat(resolve(execution).trials())
                .last()
                .extracting(RuleTrial::finding)
                .isEqualTo("Open Test Reporting display name \"pays by card TC7, unlike TC8x\" has TC7");
        assertThat(resolve(execution).nearMisses())
                .extracting(NearMiss::phrase)
                .containsExactly("\"TC8x\" is not taken as TC8");
        assertThat(resolve(execution.withName("TC4")).testCases()).containsExactly("TC4");
    }

    @Test
    void namesWhatLooksLikeAnIdInTestAndClass() {
        Resolution resolution = resolve(Executions.of("shop.HTTC12Test$TC13x", "adds(TC9)"));

        assertThat(resolution.rule()).isEqualTo(Rule.NONE);
        assertThat(resolution.nearMisses())
                .extracting(NearMiss::phrase)
                .containsExactly(
                        "\"adds(TC9)\" is not taken as TC9",
                        "\"TC13x\" is not taken as TC13",
                        "\"HTTC12Test\" is not taken as TC12");
    }

    @Test
    void warnsOnceOfAllThatIsNotTaken() {
        assertThat(resolve(Pattern.compile("TC\\d+"), "TC1_not_TC2x", "TC3x", "adds")
                        .findings())
                .last()
                .isEqualTo(Finding.warning(
                        "2 test executions have a name with something like a test case id that is not taken: in"
                                + " cart.spec.js.TC1_not_TC2x \"TC2x\" is not taken as TC2; in cart.spec.js.TC3x \"TC3x\" is not"
                                + " taken as TC3. Write the id as the tracker does, as a word of its own, or add the test to"
                                + " the mapping file."));
    }

    @Test
    void warnsOfAPatternThatIsTooSlow() {
        assertThat(resolve(Pattern.compile("(?:(?:T|C)+)+\\d"), "TC".repeat(2000))
                        .findings())
                .last()
                .extracting(Finding::message)
                .asString()
                .startsWith("1 test executions have a name that was not searched, because the pattern ")
                .contains("<idPattern>");
    }

    private static ResolvedTests resolve(Pattern idPattern, String... names) {
        ResolveSettings settings = new ResolveSettings(Optional.empty(), idPattern, List.of(), List.of());
        return Resolver.of(settings)
                .resolve(Stream.of(names)
                        .map(name -> Executions.of("cart.spec.js", name))
                        .toList());
    }

    @Test
    void explainsTheResultOfEachRule() {
        Resolution resolution = resolve(Executions.of("shop.CartIT", "adds", Outcome.FAILED));

        assertThat(resolution.rule()).isEqualTo(Rule.NONE);
        assertThat(resolution.trials())
                .containsExactly(
                        new RuleTrial(Rule.MAPPING, "there is no mapping file"),
                        new RuleTrial(Rule.STATEMENT, "the test states no test case"),
                        new RuleTrial(Rule.ANNOTATION, "there are no test classes of module shop to search"),
                        new RuleTrial(Rule.TAG, "no report has tags of the test"),
                        new RuleTrial(
                                Rule.NAME, "neither the name of the test nor of its class has an id matching TC\\d+"));
    }

    private static Resolution resolve(TestExecution execution) {
        ResolveSettings settings =
                new ResolveSettings(Optional.empty(), Pattern.compile("TC\\d+"), List.of(), List.of());
        return Resolver.of(settings).resolve(List.of(execution)).resolutions().get(0);
    }
}
