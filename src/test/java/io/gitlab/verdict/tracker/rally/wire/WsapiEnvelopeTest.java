package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.tracker.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WsapiEnvelopeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Advice ADVICE = new Advice("https://rally.example");

    private static HttpReply reply(int status, String json) {
        return new HttpReply(status, Optional.of(json).map(JSON::readTree), "", Optional.empty(), Optional.empty());
    }

    private static Envelope envelope(String json) throws RefusedException {
        return Envelope.of(reply(200, json), ADVICE);
    }

    @Test
    void readsTheErrorsInsideTheOnlyObjectWhateverItsName() throws Exception {
        Envelope refused =
                envelope("{\"OperationResult\":{\"Errors\":[\"Not authorized to perform action: Invalid key\"]}}");

        assertThat(refused.errors()).containsExactly("Not authorized to perform action: Invalid key");
        assertThat(refused.strange()).isFalse();
        assertThat(envelope("{\"CreateResult\":{\"Errors\":[],\"Object\":{}}}").errors())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"a\":{},\"b\":{}}", "{\"QueryResult\":[]}", "\"offline\""})
    void anyOtherJsonIsNotFromWsapi(String json) throws Exception {
        assertThat(envelope(json).strange()).isTrue();
        assertThat(envelope(json).errors()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "302, final address",
        "401, Full Access key of an enabled user",
        "403, Editor permission",
        "404, <rally><url>",
        "407, <proxy>"
    })
    void refusalStatusNamesTheRemedy(int status, String remedy) {
        assertThatThrownBy(() -> Envelope.of(reply(status, "{}"), ADVICE))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("HTTP " + status)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @CsvSource({
        "ConcurrencyConflict: the object was changed, true, true",
        "Concurrency conflict: [Object has been modified], true, true",
        "Could not write changes in Unit Of Work, false, true",
        "Validation error: TestCaseResult.Build should not be null, false, false"
    })
    void onlyAConflictOrAFailedUnitOfWorkIsTransient(String error, boolean conflict, boolean transientFailure) {
        assertThat(WsapiErrors.conflict(List.of(error))).isEqualTo(conflict);
        assertThat(WsapiErrors.transientFailure(List.of("other", error))).isEqualTo(transientFailure);
    }
}
