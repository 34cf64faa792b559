package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnnotationRuleTest {
    @TempDir
    static Path classes;

    @TempDir
    Path temp;

    @BeforeAll
    static void compile() {
        Compiled.into(
                classes,
                Compiled.annotation(
                        "acme.Tc", "String[] value() default {}; String key() default \"\"; int no() default 0;"),
                Compiled.annotation("acme.Tcs", "Tc[] all();"),
                "package acme; public class Ids { @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.CLASS)"
                        + " public @interface Case { int value(); } }",
                meta("acme.Smoke", "@org.junit.jupiter.api.Tag(\"TC20\")", ""),
                meta("acme.DeepSmoke", "@Smoke @Loop", ""),
                meta("acme.Loop", "@DeepSmoke", ""),
                meta("acme.FastTest", "@org.junit.jupiter.api.Test", ""),
                meta("acme.Tms", "@io.qameta.allure.LabelAnnotation(name = \"tms\")", "String value();"),
                """
                package shop; import acme.*; import io.qameta.allure.*; import io.qase.commons.annotation.*;
                import org.junit.jupiter.api.*; import app.getxray.xray.junit.customjunitxml.annotations.*;
                @Tag("TC9") class CartIT {
                    @Test @TmsLink("TC1") void allure() {}
                    @Test @XrayTest(key = "TC2") void xray() {}
                    @Test @Tag("TC4") @Tag("slow") @Tag("TC3") void repeated() {}
                    @Test @DisplayName("[TC5] logs in, unlike TC6") void displayName() {}
                    @Test @DisplayName("like TC6") @TmsLink("TC7") void sentence() {}
                    @Test @QaseId(12) void number() {}
                    @Test @Smoke void composed() {}
                    @Test @DeepSmoke void deeplyComposed() {}
                    @Test @Tms("TC21") void marked() {}
                    @Test @Disabled("until TC99 is done") void disabled() {}
                    @Test @Tc({" A-1 ", "A-2"}) void configured() {}
                    @Test @Tc(key = "K-1") void configuredMember() {}
                    @Test @Tc(no = 17) void configuredNumber() {}
                    @Test @Tcs(all = {@Tc("A-3"), @Tc("A-4")}) void nestedInOther() {}
                    @Test @Ids.Case(44) void nestedType() {}
                    @Test void plain() {}
                    @Nested class Inner {
                        @Test void inInner() {}
                        @Nested @TmsLink("TC31") class Deep { @Test void inDeep() {} }
                    }
                }
                """,
                """
                package shop; import org.junit.jupiter.api.*; import io.qameta.allure.*;
                @TmsLink("TC40") abstract class Base {
                    @Test @TmsLink("TC41") void inherited() {}
                    @Test @TmsLink("TC42") void overridden() {}
                    @Test void plain() {}
                }
                """,
                "package shop; import org.junit.jupiter.api.*; class Child extends Base { @Override @Test void overridden() {} }",
                "package shop; import io.qameta.allure.*; @TmsLink(\"TC45\") class Grandchild extends Child {}",
                "package shop; import io.qameta.allure.*; @TmsLink(\"TC46\") interface Contract {}",
                "package shop; import org.junit.jupiter.api.*; class Fulfils implements Contract { @Test void plain() {} }",
                "package shop.a; public class Date {}",
                "package shop.b; public class Date {}",
                """
                package shop; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*;
                class Overloads {
                    @ParameterizedTest @Tag("TC51") void when(shop.a.Date date) {}
                    @ParameterizedTest @Tag("TC52") void when(shop.b.Date date) {}
                    @ParameterizedTest @Tag("TC53") void same(shop.a.Date date) {}
                    @ParameterizedTest @Tag("TC53") void same(shop.b.Date date) {}
                    @Test @Tag("TC54") void arrays(String[] names, int[][] numbers) {}
                    void helper(int i) {}
                    @Test @Tag("TC55") void helper() {}
                }
                """,
                """
                package shop; import org.junit.jupiter.api.*;
                class Twins {
                    @Nested @DisplayName("twin") class A { @Test @Tag("TC61") void a() {} @Test @Tag("TC62") void both() {} }
                    @Nested @DisplayName("twin") class B { @Test @Tag("TC63") void b() {} @Test @Tag("TC64") void both() {} }
                }
                """,
                """
                package shop; import org.junit.jupiter.api.*;
                class Composed { @acme.FastTest @Tag("TC71") void fast() {} }
                """,
                """
                package shop; import io.qameta.allure.*;
                @TmsLink("TC81") class OldTest extends junit.framework.TestCase {
                    public void testOne() {} public void helper() {}
                }
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.CartIT           | allure          | TC1",
                "shop.CartIT           | xray            | TC2",
                "shop.CartIT           | repeated        | TC4,TC3",
                "shop.CartIT           | displayName     | TC5,TC6",
                "shop.CartIT           | sentence        | TC7",
                "shop.CartIT           | number          | TC9",
                "shop.CartIT           | composed        | TC20",
                "shop.CartIT           | deeplyComposed  | TC20",
                "shop.CartIT           | marked          | TC21",
                "shop.CartIT           | disabled        | TC9",
                "shop.CartIT           | plain           | TC9",
                "shop.CartIT$Inner     | inInner         | TC9",
                "shop.CartIT$Inner$Deep| inDeep          | TC31",
                "shop.Child            | inherited       | TC41",
                "shop.Child            | overridden      | TC40",
                "shop.Grandchild       | plain           | TC45",
                "shop.Grandchild       | inherited       | TC41",
                "shop.Fulfils          | plain           | TC46",
                "shop.Overloads        | same(Date)[1]   | TC53",
                "shop.Overloads        | arrays(String[], int[][]) | TC54",
                "shop.Overloads        | helper          | TC55",
                "shop.CartIT           | [1] logs in     | ''",
            })
    void takesTheNearestDeclaration(String className, String name, String ids) {
        assertThat(String.join(",", resolve(Executions.of(className, name)).testCases()))
                .isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({
        "acme.Tc, configured, 'A-1,A-2'",
        "acme.Tc#key, configuredMember, K-1",
        "acme.Tc#no, configuredNumber, 17",
        "acme.Tc, nestedInOther, 'A-3,A-4'",
        "acme.Ids.Case, nestedType, 44",
        "io.qase.commons.annotation.QaseId, number, 12",
    })
    void takesTheWholeValueOfConfiguredAnnotations(String annotation, String name, String ids) {
        Resolution resolution = resolve(List.of(annotation), classes, Executions.of("shop.CartIT", name))
                .resolutions()
                .get(0);

        assertThat(String.join(",", resolution.testCases())).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource({"''", "acme.Tc#", "#value", "acme.Tc value", "acme.Tc#a#b"})
    void refusesASettingThatIsNoAnnotationType(String annotation) {
        assertThatThrownBy(() -> resolve(List.of(annotation), classes))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("<annotations> has \"" + annotation + "\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"SKIPPED", "FLAKY", "PASSED"})
    void findsNoAbsentTestsOfAClassThatDidNotDie(Outcome outcome) {
        assertThat(resolve(List.of(), classes, Executions.of("shop.Composed", "", outcome))
                        .resolutions())
                .hasSize(1);
    }

    @Test
    void explainsWhichAnnotationHasTheTestCase() {
        Resolution resolution = resolve(Executions.of("shop.CartIT", "plain"));

        assertThat(resolution.rule()).isEqualTo(Rule.ANNOTATION);
        assertThat(resolution.trials())
                .containsExactly(
                        new RuleTrial(Rule.MAPPING, "there is no mapping file"),
                        new RuleTrial(Rule.STATEMENT, "the test states no test case"),
                        new RuleTrial(Rule.ANNOTATION, "@Tag on class shop.CartIT has TC9"));
    }

    @Test
    void reportsOverloadsThatTheReportCannotTellApart() {
        ResolvedTests tests = resolve(
                List.of(),
                classes,
                Executions.of("shop.Overloads", "when(Date)[1]"),
                Executions.of("shop.Overloads", "when(Date)[2]"));

        assertThat(tests.resolutions()).noneMatch(Resolution::resolved);
        assertThat(tests.findings())
                .containsExactly(
                        Finding.warning("Test shop.Overloads.when(Date) is ambiguous, so no annotation is used: it"
                                + " matches shop.Overloads.when(Date) [TC51] or shop.Overloads.when(Date) [TC52]. Add its"
                                + " test cases to the mapping file, or rename one of the methods."));
    }

    @Test
    void distinguishesClassesOfOneDisplayNameByTheirMethods() {
        ResolvedTests tests = resolve(List.of(), classes, twin("a"), twin("b"), twin("both"));

        assertThat(tests.resolutions())
                .extracting(Resolution::testCases)
                .containsExactly(List.of("TC61"), List.of("TC63"), List.of());
        assertThat(tests.findings())
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("twin.both");
    }

    @Test
    void findsTestMethodsOfADeadClassByComposedAnnotationsAndConvention() {
        ResolvedTests tests = resolve(
                List.of(),
                classes,
                Executions.of("shop.Composed", "", Outcome.ERRORED),
                Executions.of("shop.OldTest", "initializationError", Outcome.ERRORED),
                Executions.of("shop.Child", "", Outcome.ERRORED));

        assertThat(tests.resolutions().subList(3, tests.resolutions().size()))
                .extracting(found -> found.execution().displayName() + " " + found.testCases())
                .containsExactlyInAnyOrder(
                        "shop.Composed.fast [TC71]",
                        "shop.OldTest.testOne [TC81]",
                        "shop.Child.inherited [TC41]",
                        "shop.Child.overridden [TC40]",
                        "shop.Child.plain [TC40]");
    }

    @Test
    void findsTestsOfNestedClassesWhenTheOuterClassDied() {
        List<Resolution> absent = resolve(List.of(), classes, Executions.of("shop.CartIT", "", Outcome.ERRORED))
                .resolutions();

        assertThat(absent)
                .extracting(found -> found.execution().displayName())
                .contains("shop.CartIT$Inner.inInner", "shop.CartIT$Inner$Deep.inDeep", "shop.CartIT.plain")
                .doesNotContain("shop.CartIT.disabled");
        assertThat(absent.get(1).execution())
                .extracting(TestExecution::module, TestExecution::suite, TestExecution::date, TestExecution::outcome)
                .containsExactly("shop", "shop.CartIT", Executions.DATE, Outcome.ABSENT);
    }

    @Test
    void presumesNoAbsentTestWhereAnExecutionFitsNoMethod() {
        ResolvedTests tests = resolve(
                List.of(),
                classes,
                Executions.of("shop.Composed", "", Outcome.ERRORED),
                Executions.of("shop.Composed", "chrome logs in"));

        assertThat(tests.resolutions()).hasSize(2);
    }

    @Test
    void readsComposedAnnotationsAndBaseClassesFromJars() throws Exception {
        Path jar = temp.resolve("dependency.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("acme/Smoke", "shop/Base")) {
                zip.putNextEntry(new ZipEntry(name + ".class"));
                Files.copy(classes.resolve(name + ".class"), zip);
            }
        }
        Path directory = Files.createDirectories(temp.resolve("classes/shop"));
        Files.copy(classes.resolve("shop/CartIT.class"), directory.resolve("CartIT.class"));
        Files.copy(classes.resolve("shop/Child.class"), directory.resolve("Child.class"));
        ResolvedTests tests = resolve(
                List.of(),
                List.of(temp.resolve("missing"), temp.resolve("classes"), jar),
                Executions.of("shop.CartIT", "composed"),
                Executions.of("shop.Child", "inherited"));

        assertThat(tests.resolutions())
                .extracting(Resolution::testCases)
                .containsExactly(List.of("TC20"), List.of("TC41"));
        assertThat(tests.findings()).isEmpty();
    }

    @Test
    void reportsDamagedClassesNewerClassesAndDamagedJarsOnceAndGoesOn() throws Exception {
        Path directory = Files.createDirectories(temp.resolve("classes/shop"));
        byte[] whole = Files.readAllBytes(classes.resolve("shop/CartIT.class"));
        for (int length : List.of(0, 3, 9, 100, whole.length / 2)) {
            try (OutputStream out = Files.newOutputStream(directory.resolve("Cut" + length + ".class"))) {
                out.write(whole, 0, length);
            }
        }
        whole[7] = 127;
        Files.write(directory.resolve("Newer.class"), whole);
        Path jar = Files.writeString(temp.resolve("damaged.jar"), "no jar");
        ResolvedTests tests = resolve(
                List.of(),
                List.of(temp.resolve("classes"), jar),
                Executions.of("shop.Cut0", "a"),
                Executions.of("shop.Cut3", "a"),
                Executions.of("shop.Cut9", "a"),
                Executions.of("shop.Cut100", "a"),
                Executions.of("shop.Cut" + whole.length / 2, "a"),
                Executions.of("shop.Newer", "login_TC12"),
                Executions.of("shop.Newer", "login_TC12"),
                Executions.of("shop.Gone", "a"));

        assertThat(tests.findings()).hasSize(8).allMatch(found -> found.severity() == Finding.Severity.WARNING);
        assertThat(tests.resolutions().get(6).testCases()).containsExactly("TC12");
    }

    @ParameterizedTest
    @CsvSource({"/etc/passwd", "..", "../x", "C:\\x", "'a\0b'", "a..b", "''", "java.lang.String"})
    void neverLeavesTheClassDirectoriesForAHostileClassName(String className) {
        Resolution resolution = resolve(Executions.of(className, className, "test", Outcome.PASSED));

        assertThat(resolution.trials().get(2).finding()).endsWith("is not among the test classes of module shop");
    }

    private static TestExecution twin(String name) {
        return Executions.of("shop.Twins", "twin", name, Outcome.PASSED);
    }

    private static Resolution resolve(TestExecution execution) {
        return resolve(List.of(), classes, execution).resolutions().get(0);
    }

    private static ResolvedTests resolve(List<String> annotations, Path directory, TestExecution... executions) {
        return resolve(annotations, List.of(directory), executions);
    }

    private static ResolvedTests resolve(List<String> annotations, List<Path> classPath, TestExecution... executions) {
        ResolveSettings settings = new ResolveSettings(
                Optional.empty(),
                Pattern.compile("TC\\d+"),
                annotations,
                List.of(new ModuleClasses("shop", classPath)));
        return Resolver.of(settings).resolve(List.of(executions));
    }

    private static String meta(String name, String annotations, String members) {
        int dot = name.lastIndexOf('.');
        return "package " + name.substring(0, dot) + "; " + annotations
                + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public @interface "
                + name.substring(dot + 1) + " { " + members + " }";
    }
}
