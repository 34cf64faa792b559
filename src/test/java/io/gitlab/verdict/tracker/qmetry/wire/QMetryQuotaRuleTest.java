package io.gitlab.verdict.tracker.qmetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.time.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class QMetryQuotaRuleTest {
    private static final HttpCall READ = HttpCall.get("rest/admin/project/getinfo", "read the project");
    private static final HttpCall WRITE =
            HttpCall.write("PUT", "rest/execution", new byte[0], "application/json", "set a status");

    private final QMetryQuota quota = new QMetryQuota(new FakeTime().deadline(Duration.ofMinutes(10)));

    private static HttpReply reply(int status, String json, Optional<Duration> retryAfter) {
        return new HttpReply(status, Optional.of(new JsonMapper().readTree(json)), "", retryAfter, Optional.empty());
    }

    private static HttpReply refusal(int status, String code) {
        return reply(status, "{\"success\":false,\"code\":\"" + code + "\"}", Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "200, CO.API_QUOTA_EXCEEDED, true",
        "403, CO.DAILY_LIMIT_REACHED, true",
        "200, CO.FILE_SIZE_LIMIT, false",
        "200, CO.FIELD_LENGTH_LIMIT, false",
        "200, CO.ENTITY_NOT_FOUND_ERROR, false",
        "429, CO.API_QUOTA_EXCEEDED, true",
        "429, CO.TOO_MANY_REQUESTS, false",
    })
    void detectsAnExhaustedQuotaByTheCodeOfARefusedRead(int status, String code, boolean exhausted) {
        assertThat(quota.usedUp(READ, refusal(status, code)).isPresent()).isEqualTo(exhausted);
    }

    @Test
    void countsAThrottledWriteAsAnExhaustedQuota() {
        assertThat(quota.usedUp(WRITE, refusal(429, "CO.TOO_MANY_REQUESTS"))).isPresent();
    }

    @Test
    void leavesAShortWaitToTheClient() {
        String json = "{\"success\":false,\"code\":\"CO.API_QUOTA_EXCEEDED\"}";
        assertThat(quota.usedUp(WRITE, reply(429, json, Optional.of(Duration.ofMinutes(1)))))
                .isEmpty();
        assertThat(quota.usedUp(WRITE, reply(429, json, Optional.of(Duration.ofMinutes(61)))))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains(FakeTime.START.plus(Duration.ofMinutes(61)).toString()));
    }

    @Test
    void ignoresASuccessfulResponse() {
        String json = "{\"success\":true,\"code\":\"CO.LIMIT_CHANGED\"}";
        assertThat(quota.usedUp(READ, reply(200, json, Optional.empty()))).isEmpty();
    }
}
