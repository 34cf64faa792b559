package io.gitlab.verdict.tracker.qmetry.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaleRunsTest {
    private static final SuiteRun EXECUTION = new SuiteRun(1, "Chrome", "Sprint 1", 2, "Release 1", 3);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GitLab-1",
                "GitLab-1\nfailed: a",
                "<p>GitLab-1</p>",
                "<div>\n <p>GitLab-1<br>failed: a</p></div>",
                " GitLab-1"
            })
    void knowACommentThatBeginsWithTheBuild(String comment) throws Exception {
        TestCaseRun run = new TestCaseRun(7, EXECUTION, "ACME-TC-1", 3282, false, 0, comment, Optional.of(true));

        assertThat(new StaleRuns(false, "GitLab-1").among(List.of(run), Optional.of(5L), null, id -> false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GitLab-11", "xGitLab-1", "GitLab-0\nGitLab-1", "<p>GitLab-1.2</p>", "GitLab-"})
    void knowNoOther(String comment) throws Exception {
        TestCaseRun run = new TestCaseRun(7, EXECUTION, "ACME-TC-1", 3282, false, 0, comment, Optional.of(true));
        LegacyRunList other = new LegacyRunList(null, null) {
            @Override
            long lastBuild(TestCaseRun ofExecution) {
                return 4;
            }
        };

        assertThat(new StaleRuns(false, "GitLab-1").among(List.of(run), Optional.of(5L), other, id -> false))
                .containsExactly(7L);
    }

    /** Whether QMetry gives back what was escaped for its page, or what that stands for, is not documented. */
    @ParameterizedTest
    @ValueSource(strings = {"R&amp;D 1\nfailed", "<p>R&amp;D 1</p>", "R&D 1\nfailed", "<p>R&D 1</p>"})
    void knowABuildThatIsMarkupInEitherForm(String comment) throws Exception {
        TestCaseRun run = new TestCaseRun(7, EXECUTION, "ACME-TC-1", 3282, false, 0, comment, Optional.of(true));

        assertThat(new StaleRuns(false, "R&D 1").among(List.of(run), Optional.of(5L), null, id -> false))
                .isEmpty();
    }
}
