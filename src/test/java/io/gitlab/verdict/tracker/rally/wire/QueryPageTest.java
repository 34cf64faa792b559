package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryPageTest {
    private static final int LARGEST_REPLY = 16 * 1024 * 1024;
    private static final int LONGEST_NOTES = 32_768;
    private static final int BYTES_PER_CHARACTER = 4;

    private static int pageSize(String fetch) {
        String page = new Query("testcaseresult", Map.of(), "", fetch).page(1);
        return Integer.parseInt(page.replaceFirst(".*&pagesize=", ""));
    }

    @Test
    void asksForNoMoreNotesThanAReplyMayHold() {
        assertThat(pageSize("ObjectID,Notes") * LONGEST_NOTES * BYTES_PER_CHARACTER)
                .isLessThan(LARGEST_REPLY);
        assertThat(pageSize("ObjectID,Name")).isEqualTo(2000);
    }
}
