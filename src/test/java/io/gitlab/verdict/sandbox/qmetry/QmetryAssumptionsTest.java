package io.gitlab.verdict.sandbox.qmetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What each switch changes. */
class QmetryAssumptionsTest {
    private static final String CASES = "/rest/testcases/list/viewColumns";

    @TempDir
    private Path directory;

    @Test
    void skipsAnUnknownRun() throws IOException {
        try (QmetryFixture acme = QmetryFixture.start(directory, Assumption.UNKNOWN_RUN_IS_SKIPPED)) {
            StoredRun own = acme.runs("ACME-TS-1", "Chrome").get(0);
            StoredRun foreign = acme.runs("ACME-TS-1", "Firefox").get(0);

            assertThat(acme.update(List.of(own, foreign), 3282, "")
                            .get("success")
                            .booleanValue())
                    .isTrue();
            assertThat(acme.runs("ACME-TS-1", "Chrome").get(0).status()).isEqualTo("Passed");
            assertThat(acme.runs("ACME-TS-1", "Firefox").get(0).status()).isEqualTo("Not Run");
        }
    }

    @Test
    void takesTheFirstRunOnlyWithoutTheFlag() throws IOException {
        try (QmetryFixture acme = QmetryFixture.start(directory, Assumption.BULK_NEEDS_ITS_FLAG)) {
            List<StoredRun> two = acme.runs("ACME-TS-1", "Chrome").subList(0, 2);
            acme.update(two, 3282, "");
            assertThat(acme.runs("ACME-TS-1", "Chrome"))
                    .extracting(StoredRun::status)
                    .startsWith("Passed", "Not Run");

            acme.update(two, 3282, ",\"isBulkOperation\":true");
            assertThat(acme.runs("ACME-TS-1", "Chrome"))
                    .extracting(StoredRun::status)
                    .startsWith("Passed", "Passed");
        }
    }

    @Test
    void ignoresAForeignStatus() throws IOException {
        try (QmetryFixture acme = QmetryFixture.start(directory, Assumption.FOREIGN_STATUS_IS_IGNORED)) {
            List<StoredRun> one = acme.runs("ACME-TS-1", "Chrome").subList(0, 1);

            assertThat(acme.update(one, 3290, "").get("success").booleanValue()).isTrue();
            assertThat(acme.runs("ACME-TS-1", "Chrome").get(0).statuses()).isEmpty();
        }
    }

    @Test
    void matchesWholeValues() throws IOException {
        String body =
                "{\"viewId\":1,\"folderPath\":\"\",\"filter\":\"[{\\\"type\\\":\\\"string\\\",\\\"field\\\":\\\"entityKeyId\\\",\\\"value\\\":\\\"ACME-TC-1,ACME-TC-2\\\"}]\"}";
        try (QmetryFixture acme = QmetryFixture.start(directory, Assumption.FILTERS_MATCH_WHOLE_VALUES)) {
            assertThat(acme.post(CASES, body).get("total").asInt()).isEqualTo(2);
        }
    }

    @Test
    void refusesAnOversizedPageAndAForeignView() throws IOException {
        try (QmetryFixture acme =
                QmetryFixture.start(directory, Assumption.OVERSIZED_PAGE_IS_REFUSED, Assumption.VIEW_ID_IS_ENFORCED)) {
            long view = acme.get("/rest/admin/project/getinfo")
                    .at("/latestViews/TC/viewId")
                    .asLong();
            String body = "{\"viewId\":%d,\"folderPath\":\"\",\"limit\":%d}";

            assertThat(acme.post(CASES, body.formatted(view, 50)).get("data")).hasSize(15);
            assertThat(acme.post(CASES, body.formatted(view, 51)).get("code").asString())
                    .isEqualTo("CO.GENERAL_EXCEPTION");
            assertThat(acme.post(CASES, body.formatted(view + 1, 50))
                            .get("code")
                            .asString())
                    .isEqualTo("CO.GENERAL_EXCEPTION");
        }
    }

    @Test
    void refusesWithStatus200AndTellsSuccessAsText() throws IOException {
        try (QmetryFixture acme =
                QmetryFixture.start(directory, Assumption.REFUSALS_HAVE_STATUS_200, Assumption.SUCCESS_IS_A_TEXT)) {
            HttpResponse<String> refused =
                    acme.send("PUT", "/rest/execution/runstatus/bulkupdate", "{}", acme.headers());
            JsonNode applied = acme.update(acme.runs("ACME-TS-1", "Chrome"), 3282, "");

            assertThat(refused.statusCode()).isEqualTo(200);
            assertThat(QmetryFixture.json(refused).get("success").booleanValue())
                    .isFalse();
            assertThat(applied.get("success").stringValue()).isEqualTo("true");
        }
    }

    @Test
    void tellsAnExhaustedQuotaWithStatus200() throws IOException {
        TestOptions options = QmetryFixture.options(OptionalInt.of(1), Assumption.QUOTA_HAS_STATUS_200);
        try (QmetryFixture acme = new QmetryFixture(directory, SeedData.standard(), options, QmetryFixture.NOON)) {
            List<String> codes = Stream.generate(() -> acme.get("/rest/admin/project/getinfo"))
                    .limit(2)
                    .map(answer -> answer.path("code").asString())
                    .toList();

            assertThat(codes).containsExactly("", "CO.API_LIMIT_EXCEEDED");
        }
    }
}
