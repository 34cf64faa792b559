package io.gitlab.verdict.tracker.rally.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.ResultKey;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotesHtmlTest {
    private static final ResultKey KEY = new ResultKey("TC12", Instant.parse("2026-11-21T20:15:03.120Z"));
    private static final String MARKER = "<p>verdict: TC12 2026-11-21T20:15:03.120Z</p>";

    @Test
    void escapesMarkupAndKeepsLines() {
        assertThat(NotesHtml.write("a < b && \"c\" > d\r\n<script>", KEY))
                .isEqualTo("a &lt; b &amp;&amp; &quot;c&quot; &gt; d<br />&lt;script&gt;" + MARKER);
    }

    @Test
    void leavesOutWhatNoPageShows() {
        assertThat(NotesHtml.write("a\u0000\u001b[31m\uD800b\uFFFF\tc \uD83D\uDE00", KEY))
                .isEqualTo("a[31mb\tc \uD83D\uDE00" + MARKER);
    }

    @Test
    void findsItsKeyAgainBehindWhateverTheTestPrinted() {
        String forged = "verdict: TC99 2020-01-01T00:00:00Z";

        assertThat(NotesHtml.key(NotesHtml.write(forged, KEY))).contains(KEY);
        assertThat(NotesHtml.key(NotesHtml.write("", new ResultKey("TC1", Instant.EPOCH))))
                .contains(new ResultKey("TC1", Instant.EPOCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "verdict: TC1", "verdict: TC1 yesterdayZ", "no marker"})
    void findsNoKeyWhereNoneIs(String notes) {
        assertThat(NotesHtml.key(notes)).isEmpty();
    }

    @Test
    void fillsUpToTheLimitAndNotOneMore() {
        int room = 32_768 - MARKER.length();

        assertThat(NotesHtml.write("x".repeat(room), KEY)).hasSize(32_768).doesNotContain("(cut)");
        assertThat(NotesHtml.write("x".repeat(room + 1), KEY)).hasSize(32_768).contains("x<br />... (cut)" + MARKER);
    }

    /** At any length: no partial entity, tag or character, never too long, and the key is readable. */
    @RepeatedTest(300)
    void cutsBetweenLettersEntitiesAndTags(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String[] pieces = {"&", "<", ">", "\"", "\n", "x;", "\uD83D\uDE00", "a>b", "word "};
        StringBuilder text = new StringBuilder("p".repeat(32_600 + random.nextInt(60)));
        for (int i = 0; i < 100; i++) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }

        String html = NotesHtml.write(text.toString(), KEY);

        assertThat(html).hasSizeBetween(32_740, 32_768).endsWith("<br />... (cut)" + MARKER);
        assertThat(html.replaceAll("&(amp|lt|gt|quot);|<br />|</?p>", "")).doesNotContain("&", "<");
        assertThat(html.codePoints()).noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
        assertThat(NotesHtml.key(html)).contains(KEY);
    }

    @Test
    void saysWhetherNotesFit() {
        assertThat(NotesHtml.holdsWhole("x".repeat(32_000), KEY)).isTrue();
        assertThat(NotesHtml.holdsWhole("x".repeat(33_000), KEY)).isFalse();
        assertThat(NotesHtml.holdsWhole("<".repeat(10_000), KEY)).isFalse();
    }
}
