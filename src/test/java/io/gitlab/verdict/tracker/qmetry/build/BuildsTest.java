package io.gitlab.verdict.tracker.qmetry.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BuildsTest {
    private static Builds.Named named(String name, String... rows) {
        List<Row> all = new ArrayList<>();
        for (String row : rows) {
            all.add(new Row(new JsonMapper().readTree(row)));
        }
        return new Builds.Named(name, all);
    }

    @Test
    void takesTheOldestOfSeveralAndTellsThem() {
        Builds.Named named = named("b1", "{\"dropID\":1,\"name\":\"B1\"}", "{\"dropID\":\"2\",\"name\":\"B1\"}");
        assertThat(named.dropId()).contains(1L);
        assertThat(named.ambiguity())
                .hasValueSatisfying(told -> assertThat(told).contains("[1, 2]"));
    }

    @Test
    void takesTheOneThatIsWrittenTheSameBeforeOthers() {
        Builds.Named named = named("B1", "{\"dropID\":1,\"name\":\"b1\"}", "{\"dropID\":2,\"name\":\"B1\"}");
        assertThat(named.dropId()).contains(2L);
        assertThat(named.ambiguity()).isEmpty();
    }

    @Test
    void takesNoArchivedOne() {
        Builds.Named named = named("B1", "{\"dropID\":1,\"name\":\"B1\",\"isArchieved\":true}");
        assertThat(named.dropId()).isEmpty();
        assertThat(named.archived()).isTrue();
    }
}
