package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayedFilesTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path directory;

    private static ResultStatus status(State state, String reason) {
        Result result = new Result(new ResultKey("TC1", NOON), Verdict.PASS, Duration.ZERO, "", List.of());
        return new ResultStatus(result, state, reason, Optional.empty());
    }

    private void waiting() throws Exception {
        PublicationFiles.write(
                directory,
                PublicationReport.of("rally", "B1", NOON, CiRun.NONE)
                        .id("one")
                        .results(List.of(status(State.UNPUBLISHED, "tracker unavailable")))
                        .build());
    }

    @Test
    void allFilesSayThatTheResultsArePublished() throws Exception {
        waiting();

        boolean updated = PublicationFiles.update(directory, "one", List.of(status(State.PUBLISHED, "")), List.of());

        assertThat(updated).isTrue();
        PublicationSummary summary = PublicationSummary.read(directory.resolve(PublicationFiles.PUBLICATION_JSON));
        assertThat(summary.published()).isEqualTo(1);
        assertThat(summary.unpublished()).isEmpty();
        assertThat(directory.resolve(PublicationFiles.PUBLICATION_JSON))
                .content()
                .contains("\"complete\" : true");
        for (String file : List.of("index.html", "summary.md", "verdict.env", "gitlab-annotations.json")) {
            assertThat(directory.resolve(file)).content().doesNotContain("tracker unavailable");
        }
        assertThat(directory.resolve("index.html"))
                .content()
                .contains("Complete")
                .doesNotContain("Not complete");
    }

    @Test
    void filesOfAnotherPublicationStay() throws Exception {
        waiting();
        String before = Files.readString(directory.resolve("publication.json"));

        assertThat(PublicationFiles.update(directory, "two", List.of(status(State.PUBLISHED, "")), List.of()))
                .isFalse();

        assertThat(directory.resolve("publication.json")).hasContent(before);
    }
}
