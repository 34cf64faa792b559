package io.gitlab.verdict.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiEnvironmentTest {

    @Test
    void namesTheBuildAfterThePipeline() {
        CiEnvironment gitLab = new CiEnvironment(Map.of("CI_PIPELINE_ID", "4711", "CI_PROJECT_ID", "7"));

        assertThat(gitLab.build()).contains("GitLab-4711");
    }

    @Test
    void isAbsentOutsideGitLab() {
        CiEnvironment laptop =
                new CiEnvironment(Map.of("CI", "true", "CI_PIPELINE_CREATED_AT", "2026-11-21T20:15:00Z"));

        assertThat(laptop.build()).isEmpty();
        assertThat(laptop.pipelineCreatedAt()).isEmpty();
    }

    @Test
    void takesABlankVariableForNone() {
        assertThat(new CiEnvironment(Map.of("CI_PIPELINE_ID", " ", "CI_PROJECT_ID", "7")).build())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T20:15:00Z", "2026-11-21T22:15:00+02:00", "2026-11-21T20:15:00.000+00:00"})
    void knowsWhenThePipelineWasCreated(String text) {
        assertThat(created(text).pipelineCreatedAt()).contains(Instant.parse("2026-11-21T20:15:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-21", "2026-11-21T20:15:00"})
    void doesNotGuessATime(String text) {
        assertThat(created(text).pipelineCreatedAt()).isEmpty();
    }

    private static CiEnvironment created(String text) {
        return new CiEnvironment(
                Map.of("CI_PIPELINE_ID", "4711", "CI_PROJECT_ID", "7", "CI_PIPELINE_CREATED_AT", text));
    }
}
