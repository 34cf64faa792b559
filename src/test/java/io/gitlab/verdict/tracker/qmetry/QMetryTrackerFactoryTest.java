package io.gitlab.verdict.tracker.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QMetryTrackerFactoryTest {
    private final QMetryTrackerFactory factory = new QMetryTrackerFactory();

    private Pattern pattern(String project) {
        return Pattern.compile(factory.idPattern(Map.of("project", project)));
    }

    private String found(String project, String name) {
        Matcher matcher = Pattern.compile("(?:\\b|(?<=[a-z])(?=[A-Z]))(?:" + pattern(project) + ")")
                .matcher(name);
        return matcher.find() ? factory.testCaseId(matcher.group(), Map.of("project", project)) : "";
    }

    @Test
    void findsIdsOfTheProjectInBothSpellings() {
        assertThat("ACME-TC-12").matches(pattern("ACME"));
        assertThat("ACME_TC_12").matches(pattern("ACME"));
        assertThat("SHOP-TC-12").doesNotMatch(pattern("ACME"));
        assertThat("ACME-TC_12").doesNotMatch(pattern("ACME"));
    }

    @ParameterizedTest
    @CsvSource({
        "ACME, loginACME_TC_15, ACME-TC-15",
        "acme, loginACME_TC_15, acme-TC-15",
        "ACME, acme_TC_15_login, ACME-TC-15",
        "3b3, 3B3_TC_4, 3b3-TC-4",
        "3b3, 3b3-TC-4, 3b3-TC-4",
        "3b3, SHOP_TC_4, ''",
        "acme, SHOP-TC-4, ''",
        "SHOP, SH1-TC-4, ''",
    })
    void takesTheIdsOfAProjectThatIsSetByItsKeyInWhateverCase(String project, String name, String id) {
        assertThat(found(project, name)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "Code Snippets, 3b3-TC-4, 3b3-TC-4",
        "6552, 240-TC-5, 240-TC-5",
        "6552, Ab3-TC-5, Ab3-TC-5",
        "Shop, A3_TC_5, A3-TC-5",
        "Shop, loginSH1_TC_5, SH1-TC-5",
        "Shop, acme_TC_5, acme-TC-5",
    })
    void takesTheIdsOfAnyProjectWhenItIsSetByNameOrId(String project, String name, String id) {
        assertThat(found(project, name)).isEqualTo(id);
    }

    @Test
    void knowsIdsOfOtherProjectsWhenItLooksForThoseOfOne() {
        assertThat(factory.foreignIdPattern(Map.of("project", "SHOP")).map(Pattern::compile))
                .hasValueSatisfying(any -> assertThat("SH1-TC-4").matches(any));
        assertThat(factory.foreignIdPattern(Map.of("project", "Code Snippets"))).isEmpty();
    }

    @Test
    void leavesAnIdOfAnotherFormAsItIs() {
        assertThat(factory.testCaseId("case_12", Map.of("project", "ACME"))).isEqualTo("case_12");
    }

    @Test
    void saysWhichSettingCannotWork() {
        Map<String, String> whole = Map.of("project", "ACME", "testSuite", "ACME-TS-1");
        assertThat(QMetrySettings.of(whole).writesPerMinute()).isEqualTo(30);
        for (String setting :
                new String[] {"linkMissing", "overwrite", "createBuild", "writesPerMinute", "replicaLag"}) {
            Map<String, String> bad = new java.util.HashMap<>(whole);
            bad.put(setting, "perhaps");
            assertThatThrownBy(() -> QMetrySettings.of(bad))
                    .isInstanceOf(InvalidSettingException.class)
                    .hasMessageContaining("<" + setting + ">")
                    .hasMessageContaining("perhaps");
        }
        assertThatThrownBy(() -> QMetrySettings.of(Map.of("project", "ACME"))).hasMessageContaining("testSuite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prüfung", "テスト", "Shop\u2014Web", "Shop\nX: y"})
    void asksForTheKeyOfAProjectWhoseNameNoHeaderHolds(String project) {
        assertThatThrownBy(() -> QMetrySettings.of(Map.of("project", project, "testSuite", "ACME-TS-1")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(project)
                .hasMessageContaining("key")
                .hasMessageContaining("id");
    }
}
