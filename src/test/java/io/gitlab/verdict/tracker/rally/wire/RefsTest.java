package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RefsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource({
        "123, 123",
        "/workspace/123, 123",
        "https://rally1.rallydev.com/slm/webservice/v2.0/workspace/123, 123",
        "https://rally1.rallydev.com/slm/webservice/v2.0/workspace/123.js, 123",
        "Acme, 0",
        "Acme 2, 0",
        "Team/Acme, 0",
        "99999999999999999999, 0"
    })
    void distinguishesObjectIdsAndRefsFromNames(String setting, long objectId) {
        assertThat(Refs.objectId(setting)).isEqualTo(objectId);
    }

    @Test
    void readsTheObjectIdOfAReferenceAndOfAnObject() {
        assertThat(Refs.objectId(JSON.readTree("{\"_ref\":\"https://rally/slm/webservice/v2.0/testset/12\"}")))
                .isEqualTo(12);
        assertThat(Refs.objectId(JSON.readTree("null"))).isZero();
        assertThat(Refs.ownObjectId(JSON.readTree("{\"ObjectID\":12,\"_ref\":\"/testset/13\"}")))
                .isEqualTo(12);
        assertThat(Refs.ownObjectId(JSON.readTree("{\"_ref\":\"/testset/13\"}")))
                .isZero();
        assertThat(Refs.of("testset", JSON.readTree("{\"ObjectID\":12}"))).isEqualTo("/testset/12");
    }
}
