package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that real Surefire versions wrote; the classes are rebuilt, one test case for each method. */
class RealReportsTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() {
        Compiled.into(
                classes,
                """
                package demo; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*;
                @DisplayName("Outer phrased") class OuterTest {
                    @Test @Tag("TC1") void outerTest() {}
                    @Nested class Inner {
                        @Test @Tag("TC2") void innerTest() {}
                        @Test @Tag("TC3") void outerTest() {}
                        @Nested @DisplayName("TC-77 deep phrased") class Deep {
                            @Test @Tag("TC4") void deepTest() {}
                            @ParameterizedTest @Tag("TC5") void deepParam(int i) {}
                        }
                    }
                    @Nested class Second { @Test @Tag("TC6") void innerTest() {} }
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*;
                class ParamTest {
                    interface RepetitionInfo {}
                    @RepeatedTest(2) @Tag("TC11") void repeatedNamed(RepetitionInfo info) {}
                    @RepeatedTest(3) @Tag("TC12") void repeated() {}
                    @ParameterizedTest @Tag("TC13") void csv(String s, int i) {}
                    @ParameterizedTest @Tag("TC14") void odd(String s) {}
                    @ParameterizedTest @Tag("TC15") void ints(int i) {}
                    @ParameterizedTest @Tag("TC16") void over(int i) {}
                    @ParameterizedTest @Tag("TC17") void over(String s) {}
                    @ParameterizedTest @Tag("TC18") void enums(Thread.State s) {}
                    @ParameterizedTest @Tag("TC19") void throwingSource(int i) {}
                    @ParameterizedTest @Tag("TC20") void emptySource(int i) {}
                    @ParameterizedTest @Tag("TC21") void sameName(int i) {}
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*;
                class ParamClassTest {
                    @Test @Tag("TC31") void opens() {}
                    @ParameterizedTest @Tag("TC32") void inner(int i) {}
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*;
                @DisplayName("Checkout / payment: \\"cards\\"?") class PhrasedClassTest {
                    @Test @Tag("TC41") void card() {}
                    @ParameterizedTest @Tag("TC42") void amounts(int i) {}
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                @Tag("TC50") class BeforeAllFailTest {
                    @Test @Tag("TC51") void one() {}
                    @Test @Tag("TC52") void two() {}
                    @Test @Disabled @Tag("TC53") void off() {}
                    void helper() {}
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                class NestedBeforeAllFailTest {
                    @Test @Tag("TC61") void ok() {}
                    @Nested class N { @Test @Tag("TC62") void never() {} }
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                class AfterAllFailTest { @Test @Tag("TC71") void one() {} @Test @Tag("TC72") void two() {} }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                class FlakyBeforeAllTest { @Test @Tag("TC73") void one() {} @Test @Tag("TC74") void two() {} }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                abstract class BaseTest {
                    @Test @Tag("TC81") void inherited() {}
                    @Test @Tag("TC82") void inheritedFails() {}
                }
                """,
                """
                package demo; import org.junit.jupiter.api.*;
                interface Contract { @Test @Tag("TC83") default void fromInterface() {} }
                """,
                "package demo; class ChildATest extends BaseTest implements Contract {}",
                """
                package demo; import org.junit.jupiter.api.*;
                class ChildBTest extends BaseTest { @Test @Tag("TC84") void own() {} }
                """,
                """
                package demo; import org.junit.jupiter.api.*; import java.util.List;
                class DynamicNodesTest {
                    @TestFactory @Tag("TC91") List<?> factory() { return null; }
                    @TestFactory @Tag("TC92") List<?> otherFactory() { return null; }
                    @TestFactory @Tag("TC93") List<?> brokenFactory() { return null; }
                }
                """,
                """
                package demong; import org.testng.annotations.*;
                public class BasicNgTest {
                    @Test(groups = "TC101") public void overloaded() {}
                    @Test(groups = "TC102") public void overloaded(int i, String s) {}
                    @Test(attributes = @CustomAttribute(name = "case", values = "TC103")) public void data(int i, String s) {}
                    @Test(description = "TC104 can be repeated") public void repeated() {}
                }
                """,
                """
                package demong; import org.testng.annotations.*;
                @Test(groups = "TC110") public class ConfigFailNgTest {
                    @BeforeClass public void bc() {}
                    public void a() {}
                    @Test(groups = "TC111") public void b() {}
                }
                """,
                """
                package demo4; import io.qameta.allure.TmsLink;
                public class Param4Test { @org.junit.Test @TmsLink("TC121") public void works() {} }
                """,
                """
                package demo4; import io.qameta.allure.TmsLink;
                public class BeforeClass4Test {
                    @org.junit.Test @TmsLink("TC122") public void a() {}
                    @org.junit.Test @TmsLink("TC123") public void b() {}
                }
                """,
                """
                package sp; import org.spockframework.runtime.model.FeatureMetadata; import io.qameta.allure.TmsLink;
                public class LoginSpec {
                    @FeatureMetadata(name = "TC-301 user can log in, \\"quoted\\" & <xml>") @TmsLink("TC131")
                    public void $spock_feature_0_0() {}
                    @FeatureMetadata(name = "sum of #a and #b is #c") @TmsLink("TC132")
                    public void $spock_feature_0_1(Object a, Object b, Object c) {}
                    @FeatureMetadata(name = "data without placeholders") @TmsLink("TC133")
                    public void $spock_feature_0_2(Object x) {}
                    @FeatureMetadata(name = "fails") @TmsLink("TC134") public void $spock_feature_0_3() {}
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.22.2", "3.2.5", "3.5.6", "3.6.1"})
    void findsTheMethodsOfJUnit5Tests(String version) throws Exception {
        ResolvedTests tests = resolve("junit5-" + version);

        assertThat(ids(tests, "OuterTest", "Outer phrased", "TC-77 deep phrased"))
                .containsExactlyInAnyOrder("TC1", "TC2", "TC3", "TC4", "TC5", "TC6");
        assertThat(idsByTest(tests, "demo.ParamTest"))
                .containsEntry("repeated", "[TC12]")
                .containsEntry("csv(String, int)", "[TC13]")
                .containsEntry("over(int)", "[TC16]")
                .containsEntry("over(String)", "[TC17]")
                .containsEntry("enums(State)", "[TC18]")
                .containsEntry("throwingSource(int)", "[TC19]")
                .hasSize(11);
        assertThat(ids(tests, "ParamClassTest")).containsExactly("TC31", "TC32");
        assertThat(ids(tests, "PhrasedClassTest", "Checkout")).containsExactly("TC41", "TC42");
        assertThat(idsByTest(tests, "demo.ChildATest"))
                .isEqualTo(Map.of("inherited", "[TC81]", "inheritedFails", "[TC82]", "fromInterface", "[TC83]"));
        assertThat(ids(tests, "ChildBTest")).containsExactly("TC81", "TC82", "TC84");
        assertThat(ids(tests, "DynamicNodesTest")).containsExactly("TC91", "TC92", "TC93");
        assertThat(doubts(tests)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.22.2", "3.2.5", "3.5.6", "3.6.1"})
    void findsTestsThatAreAbsentBecauseTheirClassDied(String version) throws Exception {
        assertThat(absent(resolve("junit5-" + version)))
                .containsExactly(
                        "demo.BeforeAllFailTest.one [TC51]",
                        "demo.BeforeAllFailTest.two [TC52]",
                        "demo.NestedBeforeAllFailTest$N.never [TC62]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.2.5", "3.5.6", "3.6.1"})
    void findsNoAbsentTestsWhenTheClassPassedOnRerun(String version) throws Exception {
        assertThat(absent(resolve("rerun-" + version))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.2.5", "3.6.1"})
    void findsAbsentJUnit4Tests(String version) throws Exception {
        ResolvedTests tests = resolve("junit4-" + version);

        assertThat(absent(tests))
                .containsExactly("demo4.BeforeClass4Test.a [TC122]", "demo4.BeforeClass4Test.b [TC123]");
        assertThat(idsByTest(tests, "demo4.Param4Test")).isEqualTo(Map.of("works", "[TC121]"));
    }

    @Test
    void givesAFailureOfTheClassItsOwnTestCases() throws Exception {
        Resolution event = resolve("junit5-3.6.1").resolutions().stream()
                .filter(found -> found.execution().className().equals("demo.BeforeAllFailTest"))
                .findFirst()
                .orElseThrow();

        assertThat(event.execution().name()).isEqualTo("initializationError");
        assertThat(event.testCases()).containsExactly("TC50");
    }

    @Test
    void distinguishesTestNgOverloadsByTheirArguments() throws Exception {
        ResolvedTests tests = resolve("testng-3.5.6");

        assertThat(idsByTest(tests, "demong.BasicNgTest"))
                .containsEntry("data", "[TC103]")
                .containsEntry("repeated", "[TC104]");
        assertThat(tests.resolutions())
                .filteredOn(found -> found.execution().name().startsWith("overloaded"))
                .extracting(found -> found.execution().name().replaceAll("\\s.*", "") + found.testCases())
                .contains("overloaded[TC101]", "overloaded[1,[TC102]", "overloaded[2,[TC102]");
        assertThat(doubts(tests)).isEmpty();
    }

    @Test
    void reportsTestNgOverloadsThatSurefire222DoesNotTellApart() throws Exception {
        ResolvedTests tests = resolve("testng-2.22.2");

        assertThat(idsByTest(tests, "demong.BasicNgTest"))
                .containsEntry("overloaded", "[]")
                .containsEntry("data", "[TC103]");
        assertThat(doubts(tests))
                .singleElement()
                .extracting(Finding::message)
                .asString()
                .contains("demong.BasicNgTest.overloaded", "overloaded() [TC101]", "overloaded(int, String) [TC102]");
    }

    @Test
    void givesAFailedConfigurationMethodTheTestCasesOfItsClass() throws Exception {
        ResolvedTests tests = resolve("testng-3.5.6");

        assertThat(idsByTest(tests, "demong.ConfigFailNgTest"))
                .isEqualTo(Map.of("bc", "[TC110]", "a", "[TC110]", "b", "[TC111]"));
        assertThat(absent(tests))
                .containsExactlyInAnyOrder("demong.ConfigFailNgTest.a [TC110]", "demong.ConfigFailNgTest.b [TC111]");
    }

    @Test
    void findsSpockFeaturesByTheirText() throws Exception {
        ResolvedTests tests = resolve("spock-3.5.6");

        assertThat(tests.resolutions())
                .filteredOn(Resolution::resolved)
                .extracting(found -> found.execution().name() + " " + found.testCases())
                .containsExactlyInAnyOrder(
                        "TC-301 user can log in, \"quoted\" & <xml> [TC131]",
                        "sum of 1 and 1 is 2 [TC132]",
                        "sum of 2 and 2 is 5 [TC132]",
                        "sum of #a and #b is #c [TC132]",
                        "data without placeholders [x: 1, #0] [TC133]",
                        "data without placeholders [x: 2, #1] [TC133]",
                        "data without placeholders [x: 3, #2] [TC133]",
                        "data without placeholders [TC133]",
                        "fails [TC134]");
    }

    /** Not all classes of the reports are rebuilt; some names have an id in another spelling. */
    private static List<Finding> doubts(ResolvedTests tests) {
        return tests.findings().stream()
                .filter(finding -> !finding.message().contains("no readable class file"))
                .filter(finding -> !finding.message().contains("something like a test case id"))
                .toList();
    }

    private static ResolvedTests resolve(String reports) throws Exception {
        List<ModuleClasses> modules = List.of(new ModuleClasses("shop", List.of(classes)));
        ResolveSettings settings = new ResolveSettings(Optional.empty(), Pattern.compile("TC\\d+"), List.of(), modules);
        return Resolver.of(settings).resolve(Executions.ofReports(reports));
    }

    private static TreeSet<String> ids(ResolvedTests tests, String... classNameParts) {
        return tests.resolutions().stream()
                .filter(found -> List.of(classNameParts).stream()
                        .anyMatch(found.execution().className()::contains))
                .flatMap(found -> found.testCases().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> idsByTest(ResolvedTests tests, String className) {
        Map<String, String> ids = new TreeMap<>();
        for (Resolution found : tests.resolutions()) {
            TestExecution execution = found.execution();
            if (execution.className().equals(className)) {
                String test = TestName.parse(execution.name()).folded();
                ids.merge(test, found.testCases().toString(), (one, other) -> one.equals(other) ? one : one + other);
            }
        }
        return ids;
    }

    private static List<String> absent(ResolvedTests tests) {
        return tests.resolutions().stream()
                .filter(found -> found.execution().outcome() == Outcome.ABSENT)
                .map(found -> found.execution().displayName() + " " + found.testCases())
                .toList();
    }
}
