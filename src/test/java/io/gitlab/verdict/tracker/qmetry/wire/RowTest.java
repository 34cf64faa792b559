package io.gitlab.verdict.tracker.qmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RowTest {
    private static Row row(String json) throws Exception {
        return new Row(JsonMapper.builder().build().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tsRunID\": 64605}",
                "{\"tsrunID\": \"64605\"}",
                "{\"tsrID\": 64605}",
                "{\"TSRUNID\": \"64605\"}"
            })
    void findsAnIdHoweverItIsSpelled(String json) throws Exception {
        assertThat(row(json).id("tsRunID", "tsrID")).isEqualTo(64605);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": true}",
                "{\"a\": \"true\"}",
                "{\"a\": 1}",
                "{\"a\": \"1\"}",
                "{\"a\": \"True\"}",
                "{\"a\": \"TRUE \"}"
            })
    void takesEveryWayToSayYes(String json) throws Exception {
        assertThat(row(json).flag("a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"a\": null}", "{\"a\": \"false\"}", "{\"a\": 0}", "{\"a\": \"0\"}", "{\"a\": \"\"}"})
    void takesEverythingElseForNo(String json) throws Exception {
        assertThat(row(json).flag("a")).isFalse();
    }

    @Test
    void readsAnEmptyTextAsAnEmptyList() throws Exception {
        assertThat(row("{\"data\": \"\"}").rows("data")).isEmpty();
        assertThat(row("{\"data\": [{}, {}]}").rows("data")).hasSize(2);
    }

    @Test
    void knowsBothSpellingsOfArchived() throws Exception {
        assertThat(row("{\"isArchieved\": true}").archived()).isTrue();
        assertThat(row("{\"isArchived\": \"true\"}").archived()).isTrue();
        assertThat(row("{\"isArchieved\": false}").archived()).isFalse();
    }

    @Test
    void saysNothingOfWhoGaveAStatusWhenItIsNotTold() throws Exception {
        assertThat(row("{}").automated()).isEmpty();
        assertThat(row("{\"isAutoExecuted\": 0}").automated()).contains(false);
        assertThat(row("{\"isAutoExecuted\": \"1\"}").automated()).contains(true);
    }
}
