package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.tracker.TrackerFactory;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of QMetry in annotations and names, whether the project is set by its key or by its name. */
class QMetryIdsTest {
    @TempDir
    static Path classes;

    @BeforeAll
    static void compile() {
        Compiled.into(classes, """
                package shop; import io.qameta.allure.*; import org.junit.jupiter.api.*;
                class CartIT {
                    @Test @Tag("3b3-TC-1") void tagged() {}
                    @Test @TmsLink("3b3-TC-2") void linked() {}
                    @Test @DisplayName("3b3-TC-3 pays, unlike login3b3-TC-9") void shown() {}
                    @Test @Tag("3b3_TC_4") void asInJava() {}
                    @Test void pays_3b3_TC_5() {}
                    @Test void login3b3_TC_6() {}
                    @Test void payVISAcard3B3_TC_7() {}
                    @Test void test240_TC_1() {}
                    @Test void pays_240_TC_2() {}
                    @Test void payVISAcard240_TC_3() {}
                    @Test void testA240_TC_4() {}
                    @Test void test1240_TC_5() {}
                    @Test void loginESHOP_TC_6() {}
                    @Test @DisplayName("login240-TC-9 pays") void shownToo() {}
                }
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "tagged, 3b3-TC-1",
        "linked, 3b3-TC-2",
        "shown, 3b3-TC-3",
        "asInJava, 3b3-TC-4",
        "pays_3b3_TC_5, 3b3-TC-5",
    })
    void findsThemInAnnotationsAndNamesByKey(String method, String id) {
        assertThat(found("3b3", method)).containsExactly(id);
        assertThat(found("ACME", method)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tagged, 3b3-TC-1", "linked, 3b3-TC-2", "asInJava, 3b3-TC-4", "pays_3b3_TC_5, 3b3-TC-5"})
    void findsThemInAnnotationsAndNamesOfAnyProject(String method, String id) {
        assertThat(found("Rocket Launch", method)).containsExactly(id);
        assertThat(found("1098", method)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "3b3, login3b3_TC_6, 3b3-TC-6",
        "3B3, login3b3_TC_6, 3B3-TC-6",
        "3b3, payVISAcard3B3_TC_7, 3b3-TC-7",
        "240, test240_TC_1, 240-TC-1",
        "240, pays_240_TC_2, 240-TC-2",
        "240, payVISAcard240_TC_3, 240-TC-3",
    })
    void findsAKeyThatBeginsWithADigitWhereItFollowsASmallLetter(String project, String method, String id) {
        assertThat(found(project, method)).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({
        "240, testA240_TC_4, A240-TC-4",
        "240, test1240_TC_5, test1240-TC-5",
        "240, loginESHOP_TC_6, ESHOP-TC-6",
        "240, shownToo, login240-TC-9",
        "b3, login3b3_TC_6, ''",
        "SHOP, loginESHOP_TC_6, ''",
    })
    void takesNoEndOfAnotherKeyForOne(String project, String method, String id) {
        assertThat(String.join(",", found(project, method))).isEqualTo(id);
    }

    private static List<String> found(String project, String method) {
        TrackerFactory factory = new QMetryTrackerFactory();
        Map<String, String> place = Map.of("project", project);
        ResolveSettings settings = new ResolveSettings(
                Optional.empty(),
                Pattern.compile(factory.idPattern(place)),
                factory.foreignIdPattern(place).map(Pattern::compile),
                id -> factory.testCaseId(id, place),
                IdSources.ofAnnotations(List.of()),
                List.of(new ModuleClasses("shop", List.of(classes))),
                Finding.Severity.WARNING);
        TestExecution execution = Executions.of("shop.CartIT", "shop.CartIT", method, Outcome.PASSED);
        return Resolver.of(settings)
                .resolve(List.of(execution))
                .resolutions()
                .get(0)
                .testCases();
    }
}
