package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
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

    private static List<String> found(String project, String method) {
        TrackerFactory factory = new QMetryTrackerFactory();
        Map<String, String> place = Map.of("project", project);
        ResolveSettings settings = new ResolveSettings(
                Optional.empty(),
                Pattern.compile(factory.idPattern(place)),
                factory.foreignIdPattern(place).map(Pattern::compile),
                id -> factory.testCaseId(id, place),
                List.of(),
                List.of(new ModuleClasses("shop", List.of(classes))));
        TestExecution execution = Executions.of("shop.CartIT", "shop.CartIT", method, Outcome.PASSED);
        return Resolver.of(settings)
                .resolve(List.of(execution))
                .resolutions()
                .get(0)
                .testCases();
    }
}
