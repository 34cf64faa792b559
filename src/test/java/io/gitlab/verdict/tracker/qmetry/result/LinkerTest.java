package io.gitlab.verdict.tracker.qmetry.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.qmetry.project.TestCase;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.wire.ScriptedQMetry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LinkerTest {
    private static final Duration LAG = Duration.ofSeconds(2);
    private static final Target TARGET = new Target(
            7, "ACME-TS-1", List.of(new SuiteRun(1, "Chrome", "Sprint 1", 2, "Release 1", 3)), 2, false, false);

    private ScriptedQMetry qmetry;

    @AfterEach
    void stop() throws IOException {
        qmetry.close();
    }

    private Linker linker(Function<List<Long>, String> script) {
        qmetry = new ScriptedQMetry(body -> Optional.of(script.apply(versions(body))));
        return new Linker(qmetry.api(), TARGET, qmetry.deadline(), LAG);
    }

    private static List<Long> versions(JsonNode body) {
        return LongStream.range(0, body.path("tcvdIDs").size())
                .mapToObj(i -> body.path("tcvdIDs").get((int) i).asLong())
                .toList();
    }

    private List<List<Long>> requests() {
        return qmetry.requests().stream().map(LinkerTest::versions).toList();
    }

    private static TestCase testCase(long id) {
        return new TestCase("ACME-TC-" + id, 100 + id, id, false);
    }

    private static List<TestCase> testCases(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(LinkerTest::testCase).toList();
    }

    @Test
    void halvesARefusedBatchUntilTheTestCaseIsIsolated() {
        Linker linker = linker(ids -> ids.contains(1L) ? ScriptedQMetry.REFUSAL : ScriptedQMetry.SUCCESS);
        Map<TestCase, Answer> answers = linker.link(testCases(4), FakeTime.START);

        assertThat(requests())
                .containsExactly(List.of(1L, 2L, 3L, 4L), List.of(1L, 2L), List.of(1L), List.of(2L), List.of(3L, 4L));
        assertThat(answers.get(testCase(1))).isInstanceOf(Answer.Refused.class);
        assertThat(answers.get(testCase(2))).isInstanceOf(Answer.Applied.class);
    }

    @Test
    void stopsAfterTenRefusals() {
        Map<TestCase, Answer> answers = linker(ids -> ScriptedQMetry.REFUSAL).link(testCases(100), FakeTime.START);

        assertThat(requests()).hasSize(10);
        assertThat(answers.values()).hasSize(100).allMatch(Answer.Refused.class::isInstance);
    }

    @Test
    void doesNotLinkAgainWhileTheRunMayBeInvisible() {
        Linker linker = linker(ids -> ScriptedQMetry.SUCCESS);
        Instant readAt = FakeTime.START;
        linker.link(testCases(1), readAt);

        assertThat(linker.link(testCases(1), readAt).get(testCase(1))).isInstanceOf(Answer.NotSent.class);
        assertThat(requests()).hasSize(1);

        qmetry.time().sleep(LAG);
        linker.link(testCases(1), qmetry.deadline().now());
        assertThat(requests()).hasSize(2);
    }

    @Test
    void returnsTheCreatedRunsOfTheSelectedSuiteRuns() {
        Linker linker = linker(ids -> "{\"success\":true,\"data\":[{\"tsRunDetail\":["
                + "{\"tsRunID\":1,\"tcRunDetail\":[{\"tcrunID\":11,\"tcID\":101}]},"
                + "{\"tsRunID\":99,\"tcRunDetail\":[{\"tcrunID\":12,\"tcID\":101}]}]}]}");
        linker.link(testCases(1), FakeTime.START);

        assertThat(linker.created()).extracting(TestCaseRun::id).containsExactly(11L);
    }
}
