package io.gitlab.verdict.tracker.qmetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.InvalidSettingException;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QMetryTrackerFactoryTest {
    private final QMetryTrackerFactory factory = new QMetryTrackerFactory();

    private Pattern pattern(String project) {
        return Pattern.compile(factory.idPattern(Map.of("project", project)));
    }

    @Test
    void findsIdsOfTheProjectInBothSpellings() {
        assertThat("ACME-TC-12").matches(pattern("ACME"));
        assertThat("ACME_TC_12").matches(pattern("ACME"));
        assertThat("SHOP-TC-12").doesNotMatch(pattern("ACME"));
        assertThat("ACME-TC_12").doesNotMatch(pattern("ACME"));
    }

    @Test
    void takesEveryKeyWhenTheProjectIsSetByNameOrId() {
        assertThat("3b3-TC-4").matches(pattern("Code Snippets"));
        assertThat("240-TC-5").matches(pattern("6552"));
        assertThat("A3_TC_5").matches(pattern("Shop"));
    }

    @Test
    void spellsIdsAsQMetryDoes() {
        assertThat(factory.testCaseId("ACME_TC_12")).isEqualTo("ACME-TC-12");
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
}
