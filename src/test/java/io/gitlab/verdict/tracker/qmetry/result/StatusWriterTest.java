package io.gitlab.verdict.tracker.qmetry.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.wire.ScriptedQMetry;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatusWriterTest {
    private static final StatusWriter.Group GROUP = new StatusWriter.Group(
            new SuiteRun(1, "Chrome", "Sprint 1", 2, "Release 1", 3), new Status(9, "Passed", "passed"), "GitLab-1");
    private static final Optional<Signature> SIGNATURE = Optional.of(new Signature("signer", new Secret("_password")));

    private ScriptedQMetry qmetry;

    @AfterEach
    void stop() throws IOException {
        qmetry.close();
    }

    private StatusWriter writer(
            int batchSize, Optional<Signature> signature, Function<String, Optional<String>> script) {
        qmetry = new ScriptedQMetry(body -> script.apply(ids(body)));
        return new StatusWriter(qmetry.api(), batchSize, signature, qmetry.deadline());
    }

    private static String ids(JsonNode body) {
        return body.path("entityIDs").asString("");
    }

    private List<String> requests() {
        return qmetry.requests().stream().map(StatusWriterTest::ids).toList();
    }

    private static ResultKey key(long run) {
        return new ResultKey("ACME-TC-" + run, FakeTime.START);
    }

    private static Map<ResultKey, Answer> write(StatusWriter writer, int runs) {
        List<StatusWriter.RunUpdate> updates = LongStream.rangeClosed(1, runs)
                .mapToObj(run -> new StatusWriter.RunUpdate(key(run), run))
                .toList();
        return writer.write(Map.of(GROUP, updates), Optional.empty());
    }

    private static Function<String, Optional<String>> refusing(String run) {
        return ids -> Optional.of(
                Arrays.asList(ids.split(",")).contains(run) ? ScriptedQMetry.REFUSAL : ScriptedQMetry.SUCCESS);
    }

    @Test
    void halvesARefusedBatchUntilTheInvalidRunIsIsolated() {
        Map<ResultKey, Answer> answers = write(writer(20, Optional.empty(), refusing("3")), 4);

        assertThat(requests()).containsExactly("1,2,3,4", "1,2", "3,4", "3", "4");
        assertThat(answers.get(key(3))).isInstanceOf(Answer.Refused.class);
        assertThat(List.of(answers.get(key(1)), answers.get(key(2)), answers.get(key(4))))
                .allMatch(Answer.Applied.class::isInstance);
    }

    @Test
    void stopsAfterTenRefusedRunsWhileNothingWasAccepted() {
        Map<ResultKey, Answer> answers =
                write(writer(1, Optional.empty(), ids -> Optional.of(ScriptedQMetry.REFUSAL)), 30);

        assertThat(requests()).hasSize(10);
        assertThat(answers.values()).hasSize(30).allMatch(Answer.Refused.class::isInstance);
    }

    @Test
    void triesOneRunOnlyIfTheFirstSignedChangeIsRefused() {
        StatusWriter writer = writer(20, SIGNATURE, ids -> Optional.of(ScriptedQMetry.REFUSAL));
        write(writer, 5);
        write(writer, 5);

        assertThat(requests()).hasSize(1).first().asString().doesNotContain(",");
        assertThat(writer.stopped())
                .hasValueSatisfying(reason -> assertThat(reason).contains("<serverId>"));
    }

    @Test
    void sendsBatchesAfterTheFirstSignedChangeWasAccepted() {
        StatusWriter writer = writer(20, SIGNATURE, refusing("none"));

        assertThat(write(writer, 5).values()).hasSize(5).allMatch(Answer.Applied.class::isInstance);
        assertThat(requests()).hasSize(2);
        assertThat(writer.stopped()).isEmpty();
    }

    @Test
    void stopsAfterALostAnswer() {
        Map<ResultKey, Answer> answers = write(writer(2, Optional.empty(), ids -> Optional.empty()), 4);

        assertThat(requests()).containsOnly("1,2");
        assertThat(List.of(answers.get(key(1)), answers.get(key(2)))).allMatch(Answer.Unknown.class::isInstance);
        assertThat(List.of(answers.get(key(3)), answers.get(key(4)))).allMatch(Answer.NotSent.class::isInstance);
    }
}
