package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissingClassesTest {
    @TempDir
    Path temp;

    @Test
    void marksWhatWasFoundWithoutAnnotationsAndWarnsOnce() {
        ResolvedTests tests = resolve(
                Finding.Severity.WARNING,
                Executions.of("shop.CartIT", "TC12_adds"),
                Executions.of("shop.CartIT[2]", "removes"),
                Executions.of("shop.UserIT", "logsIn").withLabels(List.of(Label.tag("JUnit", "TC13", 0))),
                Executions.of("shop.Known", "TC14_known"));

        assertThat(tests.resolutions()).extracting(Resolution::unchecked).containsExactly(true, true, true, false);
        assertThat(tests.findings())
                .containsExactly(
                        Finding.warning("3 test executions are of classes that have no readable class file here,"
                                + " so annotations are ignored, and test cases that are found in another way are unchecked:"
                                + " shop.CartIT; shop.UserIT. Keep **/target/test-classes as artifacts of the job that ran the"
                                + " tests, or set <testClasses>."));
    }

    @Test
    void usesNoClassOfAnotherModuleIfOthersHaveDifferentOnes() {
        String source = "package x; public class T { @org.junit.jupiter.api.Test"
                + " @org.junit.jupiter.api.Tag(\"%s\") public void same() {} }";
        Path own = Compiled.into(temp.resolve("own"), "package x; class Other {}");
        Path one = Compiled.into(temp.resolve("one"), source.formatted("TC1"));
        Path equal = Compiled.into(temp.resolve("equal"), source.formatted("TC1"));
        Path different = Compiled.into(temp.resolve("different"), source.formatted("TC2"));

        ResolvedTests found = inModule(new ModuleClasses("shop", List.of(own, one, equal), Set.of(own)));
        assertThat(found.resolutions()).flatExtracting(Resolution::testCases).containsExactly("TC1");
        ResolvedTests owned = inModule(new ModuleClasses("shop", List.of(one, equal, different), Set.of(one)));
        assertThat(owned.resolutions()).flatExtracting(Resolution::testCases).containsExactly("TC1");
        assertThat(owned.findings()).isEmpty();

        ResolvedTests ambiguous = inModule(new ModuleClasses("shop", List.of(own, one, equal, different), Set.of(own)));
        assertThat(ambiguous.resolutions())
                .flatExtracting(Resolution::testCases)
                .isEmpty();
        assertThat(ambiguous.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.startsWith("Class x.T is ambiguous") && text.contains("module shop has none"))
                .anyMatch(text -> text.contains("no readable class file"));
    }

    private static ResolvedTests inModule(ModuleClasses module) {
        return Resolver.of(new ResolveSettings(Optional.empty(), Pattern.compile("TC\\d+"), List.of(), List.of(module)))
                .resolve(List.of(Executions.of("x.T", "same")));
    }

    @Test
    void isAnErrorIfTheSettingsDemandIt() {
        ResolvedTests tests = resolve(Finding.Severity.ERROR, Executions.of("shop.CartIT", "TC12_adds"));

        assertThat(tests.findings()).extracting(Finding::severity).containsExactly(Finding.Severity.ERROR);
    }

    @Test
    void needsNoClassOfATestThatStatesItsTestCase() {
        TestExecution execution = Executions.of("shop.CartIT", "adds")
                .withLabels(List.of(Label.statement("property", "test_id", "TC12")));

        ResolvedTests tests = resolve(Finding.Severity.WARNING, execution);

        assertThat(tests.findings()).isEmpty();
        assertThat(tests.resolutions()).noneMatch(Resolution::unchecked);
    }

    @ParameterizedTest
    @CsvSource({
        "shop.CartIT,          shop.CartIT",
        "shop.CartIT$Inner,    shop.CartIT",
        "shop.CartIT[2],       shop.CartIT",
        "shop.NgTest,          TestSuite",
        "shop.CartSuite.Inner, SomeSuiteTest",
        "shop._1.Ünit,         shop._1.Ünit"
    })
    void expectsAClassOfJavaTests(String className, String suite) {
        assertThat(JavaClassName.of(Executions.of(suite, className, "adds", Outcome.PASSED)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RunCucumberTest,           shop.RunCucumberTest",
        "Cart & more,               shop.RunCucumberTest",
        "cart.spec.js,              cart.spec.js",
        "src/cart.test.ts,          src/cart.test.ts",
        "test_x.TestCart,           pytest",
        "tests.test_cart.TestCart,  tests.test_cart.TestCart-20261130",
        "Acme.Shop.CartTests,       Acme.Shop.Tests.dll",
        "Tests.Unit.CartTest,       Tests\\Unit\\CartTest",
        "ShopTests.CartTests,       CartTests",
        "github.com/acme/shop,      github.com/acme/shop",
        "spec.models.cart_spec,     rspec",
        "shop..CartIT,              shop.CartIT",
        "shop.,                     shop.CartIT",
        ".CartIT,                   shop.CartIT",
        "shop.CartIT,               ''",
        "'',                        ''"
    })
    void expectsNoClassOfOtherTests(String className, String suite) {
        assertThat(JavaClassName.of(Executions.of(suite, className, "adds", Outcome.PASSED)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit5-3.6.1", "junit5-2.22.2", "testng-3.5.6", "junit4-3.6.1"})
    void warnsOfReportsOfSurefireWithoutClasses(String reports) throws Exception {
        ResolvedTests tests =
                resolve(Finding.Severity.WARNING, Executions.ofReports(reports).toArray(TestExecution[]::new));

        assertThat(tests.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("no readable class file"));
    }

    @Test
    void isQuietAboutCucumberWithoutClasses() throws Exception {
        assertThat(resolve(
                                Finding.Severity.ERROR,
                                Executions.ofReports("../../reports/cucumber/3.5.6/default/surefire-reports")
                                        .toArray(TestExecution[]::new))
                        .findings())
                .extracting(Finding::message)
                .noneMatch(text -> text.contains("no readable class file"));
    }

    private ResolvedTests resolve(Finding.Severity severity, TestExecution... executions) {
        Path classes =
                Compiled.into(temp, "package shop; public class Known { @org.junit.Test public void TC14_known() {} }");
        return Resolver.of(new ResolveSettings(
                        Optional.empty(),
                        Pattern.compile("TC\\d+"),
                        Optional.empty(),
                        UnaryOperator.identity(),
                        IdSources.ofAnnotations(List.of()),
                        List.of(new ModuleClasses("shop", List.of(classes))),
                        severity))
                .resolve(List.of(executions));
    }
}
