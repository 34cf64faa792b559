package io.gitlab.verdict.tracker.qmetry.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommentTest {
    private static Result result(Verdict verdict, String notes) {
        return new Result(new ResultKey("ACME-TC-1", Instant.EPOCH), verdict, Duration.ZERO, notes, List.of(0));
    }

    @Test
    void isTheSameForAllThatPassed() {
        assertThat(Comment.write(result(Verdict.PASS, "passed: a"), "GitLab-1"))
                .isEqualTo(Comment.write(result(Verdict.PASS, "passed: b"), "GitLab-1"))
                .isEqualTo("GitLab-1");
    }

    @Test
    void tellsWhyATestFailed() {
        assertThat(Comment.write(result(Verdict.FAIL, "failed: a\nexpected 1"), "GitLab-1"))
                .isEqualTo("GitLab-1\nfailed: a\nexpected 1");
    }

    @Test
    void showsMarkupAsText() {
        assertThat(Comment.write(result(Verdict.FAIL, "<img src=x onerror=a()> & \u0000\ud800"), "1"))
                .isEqualTo("1\n&lt;img src=x onerror=a()&gt; &amp; ");
    }

    @Test
    void isCutBetweenCharacters() {
        String comment = Comment.write(result(Verdict.FAIL, "x".repeat(997) + "\ud83d\ude00".repeat(20)), "1");
        assertThat(comment).endsWith("x... (cut)").hasSize(1_000 - 1 + "... (cut)".length());
    }

    @Test
    void standsBehindARemark() {
        assertThat(Comment.before("swept & blocked", "GitLab-1\n&lt;b&gt;"))
                .isEqualTo("swept &amp; blocked\nGitLab-1\n&lt;b&gt;");
        assertThat(Comment.before("swept", "")).isEqualTo("swept");
    }

    @Test
    void isCutBetweenEntities() {
        for (int length = 980; length <= 1_000; length++) {
            assertThat(Comment.before("r", "x".repeat(length) + "&lt;&amp;&#39;".repeat(5)))
                    .matches("(?s)r\nx+(?:&lt;|&amp;|&#39;)*\\.\\.\\. \\(cut\\)");
            assertThat(Comment.before("r".repeat(length) + "<&>".repeat(20), ""))
                    .matches("r+(?:&lt;|&amp;|&gt;)*\\.\\.\\. \\(cut\\)");
        }
    }
}
