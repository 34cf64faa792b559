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
import io.gitlab.verdict.tracker.TrackerFactory;
import io.gitlab.verdict.tracker.rally.RallyTrackerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {
    @TempDir
    Path temp;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = temp.resolve("verdict-mapping.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop.CartIT       | adds                 | TC12",
                "shop.CartIT       | adds()[3]            | TC12",
                "shop.CartIT       | adds(int)            | TC13,TC14",
                "shop.CartIT       | adds{int}[1]         | TC13,TC14",
                "shop.CartIT       | adds(int)[2]         | TC15",
                "shop.CartIT       | adds(String)[7]      | TC12",
                "shop.CartIT       | re[2]                | TC16",
                "shop.CartIT       | re(int)[2]           | TC16",
                "shop.CartIT       | re(int)[22]          | TC17",
                "shop.CartIT       | other                | TC17",
                "shop.CartIT       | says 1.5             | TC17",
                "shop.CartIT       | data[1, a.b](1)      | TC17",
                "shop.cart.Deep    | any                  | TC20",
                "shop.cart.x.y.Z   | any                  | TC20",
                "any.LoginIT       | works[0: 1 <&> a]    | TC7",
                "any.LoginIT$Inner | works                | ''",
                "shop.CartITX      | adds                 | ''",
                "shop.KotlinIT     | adds (really), a.b   | TC30",
                "shop.KotlinIT     | adds {really}, a.b   | ''",
                "shop.KotlinIT     | a * b: c             | 31",
                "shop.ParamIT[2]   | opens                | TC32",
                "shop.CartIT       | ''                   | TC33",
            })
    void takesTheMostSpecificRow(String className, String name, String ids) throws IOException {
        Files.writeString(file, """
                # rows
                shop.CartIT: TC33
                shop.CartIT.adds: TC12
                shop.CartIT.adds(int): [TC13, TC14, TC13]
                "shop.CartIT.adds(int)[2]": " TC15 "
                "shop.CartIT.re[2]": TC16
                shop.CartIT.*: TC17
                shop.cart.**: TC20
                "**.LoginIT.*": TC7
                shop.KotlinIT.adds (really), a.b: TC30
                "shop.KotlinIT.a * b: c": 31
                shop.ParamIT.opens: TC32
                shop.CartIT.later:
                "shop.CartIT.much later": ~
                """);

        assertThat(String.join(
                        ",",
                        resolve(Executions.of(className, name))
                                .resolutions()
                                .get(0)
                                .testCases()))
                .isEqualTo(ids);
    }

    @Test
    void reportsPatternsOfEqualClaimAndGoesOnToOtherRules() throws IOException {
        Files.writeString(file, "shop.*.adds_TC3: TC1\n'shop.CartIT.*d_TC3': TC2\n'shop.**.adds_TC3': TC1\n");
        ResolvedTests tests = resolve(Executions.of("shop.X", "adds_TC3"), Executions.of("shop.CartIT", "d_TC3"));

        assertThat(tests.resolutions().get(0).testCases()).containsExactly("TC1");
        assertThat(tests.resolutions().get(1).testCases()).containsExactly("TC2");

        Files.writeString(file, "'shop.*.x_TC3': TC1\n'shop.X.*_TC3': TC2\n");
        tests = resolve(Executions.of("shop.X", "x_TC3"), Executions.of("shop.X", "x_TC3"));

        assertThat(tests.resolutions().get(0).rule()).isEqualTo(Rule.NAME);
        assertThat(tests.resolutions().get(0).trials().get(0).finding())
                .startsWith("equally specific rows have different test cases: row \"shop.*.x_TC3\" in line 1 has TC1");
        assertThat(tests.findings()).extracting(Finding::message).anyMatch(text -> text.contains("shop.X.x_TC3"));
    }

    @Test
    void winsOverAnnotationsAndNamesAndNamesTheRow() throws IOException {
        Files.writeString(file, "\nshop.CartIT.login_TC9: TC1\n");
        Resolution resolution =
                resolve(Executions.of("shop.CartIT", "login_TC9")).resolutions().get(0);

        assertThat(resolution.testCases()).containsExactly("TC1");
        assertThat(resolution.trials())
                .singleElement()
                .isEqualTo(new RuleTrial(Rule.MAPPING, "row \"shop.CartIT.login_TC9\" in line 2 has TC1"));
    }

    @Test
    void takesNullAsARowThatIsStillToBeFilledIn() throws IOException {
        Files.writeString(file, "shop.CartIT.adds: ~\nshop.CartIT.removes:\n");

        assertThat(resolve(Executions.of("shop.CartIT", "adds"), Executions.of("shop.CartIT", "removes"))
                        .resolutions())
                .flatExtracting(Resolution::testCases)
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.b: TC1\\na.c: TC2\\na.b: TC3 | 3 | \"a.b\" is already defined in line 1",
                "a.b: {c: d}                    | 1 | not a test case id",
                "a.b: TC1\\na.c: [TC1, [TC2]]   | 2 | not a test case id",
                "a.b: yes! \\na.c: true         | 2 | not a test case id",
                "a.b: 1.5                       | 1 | the value 1.5, which is not a test case id",
                "a.b: 'TC1, TC2'                | 1 | which is one text, not a list. Write a list: [TC1, TC2].",
                "a.b: TC1 TC2                   | 1 | which is one text, not a list. Write a list: [TC1, TC2].",
                "a.b: [TC1, none]               | 1 | Write none without a list",
                "x: &a TC1\\ny: *a              | 2 | not a test case id",
                "- a                            | 1 | the document has no rows",
                "a.b                            | 1 | the document has no rows",
                "'*: TC9'                       | 1 | Write it in quotes",
                "a.b: TC1\\na.c: [TC1, ~]      | 2 | has ~, which is no value",
                "**.a: TC1                      | 1 | not valid YAML",
                "a.b: TC1\\n  a.c: TC2          | 2 | not valid YAML",
                "a.b: [TC1                      | 1 | not valid YAML",
                "a.b: TC1\\n---\\na.c: TC2      | 3 | second YAML document",
                "'\"\": TC1'                    | 1 | no test name",
            })
    void rejectsAFileThatIsNoMappingWithTheLine(String yaml, int line, String what) throws IOException {
        Files.writeString(file, yaml.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> resolve())
                .isInstanceOf(InvalidMappingException.class)
                .hasMessageContaining(file + ":" + line)
                .hasMessageContaining(what);
    }

    @Test
    void leavesTestsOutThatHaveNoTestCaseOnPurpose() throws IOException {
        Files.writeString(file, "shop.CartIT.internal: None\nshop.CartIT.*: TC1\n");
        ResolvedTests tests = resolve(Executions.of("shop.CartIT", "internal"), Executions.of("shop.CartIT", "adds"));

        assertThat(tests.resolutions().get(0).rule()).isEqualTo(Rule.EXEMPT);
        assertThat(tests.resolutions().get(0).unresolved()).isFalse();
        assertThat(tests.resolutions().get(0).trials())
                .containsExactly(new RuleTrial(Rule.MAPPING, "row \"shop.CartIT.internal\" in line 1 has none"));
        assertThat(tests.resolutions().get(1).testCases()).containsExactly("TC1");
        assertThat(tests.findings()).isEmpty();

        Files.writeString(file, "shop.CartIT.TC*: none\n");
        tests = resolve(Executions.of("shop.CartIT", "TC5_adds"));
        assertThat(tests.resolutions().get(0).rule()).isEqualTo(Rule.EXEMPT);
    }

    @Test
    void spellsIdsAsTheTrackerDoesAndSaysSo() throws IOException {
        Files.writeString(file, "shop.CartIT.adds: tc_12\n");
        TrackerFactory rally = new RallyTrackerFactory();
        ResolvedTests tests = Resolver.of(new ResolveSettings(
                        Optional.of(file),
                        Pattern.compile(rally.idPattern(Map.of())),
                        Optional.empty(),
                        id -> rally.testCaseId(id, Map.of()),
                        IdSources.ofAnnotations(List.of()),
                        List.of(),
                        Finding.Severity.WARNING))
                .resolve(List.of(
                        Executions.of("shop.CartIT", "adds"),
                        Executions.of("shop.CartIT", "should_reject_TC_7"),
                        Executions.of("shop.CartIT", "TC-8 pays, testTc9Adds"),
                        Executions.of("shop.CartIT", "ACME-TC-10 and ACME_TC_11 are of another tracker")));

        assertThat(tests.resolutions())
                .extracting(Resolution::testCases)
                .containsExactly(List.of("TC12"), List.of("TC7"), List.of("TC8", "TC9"), List.of());
        assertThat(tests.findings())
                .contains(Finding.info(file + ":1: \"tc_12\" is the test case TC12. Write it as the tracker does."));
    }

    @Test
    void refusesAFileThatIsNoneOrTooLarge() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> resolve())
                .hasMessageContaining("is a directory")
                .hasMessageContaining("mappingFile");

        Files.delete(file);
        Files.writeString(file, "#".repeat(3 * 1024 * 1024 + 1));
        assertThatThrownBy(() -> resolve()).hasMessageContaining("has 3145729 bytes, but must have at most 3145728");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void refusesAPipeInsteadOfWaitingForItsWriter() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> resolve()).hasMessageContaining("is not a regular file");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> resolve())
                .isInstanceOf(InvalidMappingException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("mappingFile");
    }

    @ParameterizedTest
    @CsvSource({"''", "'# nothing yet\n'", "'a.b:\na.b:\na.b: TC1\n'"})
    void takesAFileWithRowsStillToBeFilledIn(String yaml) throws IOException {
        Files.writeString(file, yaml);

        assertThat(resolve(Executions.of("a", "c")).resolutions().get(0).resolved())
                .isFalse();
    }

    @Test
    void reportsUnusedRowsAndRowsThatCannotMatch() throws IOException {
        Path classes = Compiled.into(
                Files.createDirectories(temp.resolve("classes")),
                "package shop; class CartIT { @org.junit.jupiter.api.Test void adds(int i) {} class Inner {} }");
        Files.writeString(file, """
                shop.CartIT.adds(int): TC1
                shop.CartIT.add: TC2
                shop.CratIT.adds: TC3
                shop.CartIT.adds(String): TC4
                'shop.CartIT.adds(int)[2]': TC5
                shop.CartIT$Inner: TC6
                'shop.old.**': TC7
                """);
        ResolvedTests tests = resolve(List.of(classes), Executions.of("shop.CartIT", "adds(int)[1]"));

        assertThat(tests.findings())
                .extracting(found -> found.severity() + found.message().replace(file.toString(), ""))
                .satisfiesExactly(
                        found -> assertThat(found)
                                .startsWith("WARNING")
                                .contains(":2: row", "class shop.CartIT has no such method, but there is adds."),
                        found -> assertThat(found)
                                .startsWith("WARNING")
                                .contains(":3: row", "have no such class, but there is shop.CartIT."),
                        found -> assertThat(found)
                                .startsWith("WARNING")
                                .contains(":4: row", "CartIT has no such method, but there is adds(int)."),
                        found -> assertThat(found)
                                .startsWith("INFO")
                                .contains(":5: row", "was not used")
                                .doesNotContain("for its tests"),
                        found -> assertThat(found)
                                .startsWith("INFO")
                                .contains(":6: row", "was not used", "for its tests, write \"shop.CartIT$Inner.*\""),
                        found -> assertThat(found).startsWith("INFO").contains(":7: row", "was not used"));
    }

    @Test
    void mapsAClassThatReportsCallByItsDisplayName() throws IOException {
        Path classes = Compiled.into(
                Files.createDirectories(temp.resolve("classes")),
                "package shop; import org.junit.jupiter.api.*; @DisplayName(\"a cart\") class CartIT { @Test void adds() {} }");
        TestExecution execution = Executions.of("shop.CartIT", "a cart", "adds", Outcome.PASSED);

        Files.writeString(file, "shop.CartIT.adds: TC1\n");
        assertThat(resolve(List.of(classes), execution).resolutions().get(0).testCases())
                .containsExactly("TC1");

        Files.writeString(file, "a cart.adds: TC2\n");
        assertThat(resolve(List.of(classes), execution).resolutions().get(0).testCases())
                .containsExactly("TC2");
    }

    private ResolvedTests resolve(TestExecution... executions) {
        return resolve(List.of(), executions);
    }

    private ResolvedTests resolve(List<Path> classPath, TestExecution... executions) {
        ResolveSettings settings = new ResolveSettings(
                Optional.of(file), Pattern.compile("TC\\d+"), List.of(), List.of(new ModuleClasses("shop", classPath)));
        return Resolver.of(settings).resolve(List.of(executions));
    }
}
