package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What may be attached, what a browser gets of it, and what goes wrong on the way. */
class AttachmentTest {
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @TempDir
    private Path directory;

    private Outages tracker;
    private JsonNode result;

    @BeforeEach
    void start() throws IOException {
        tracker = new Outages(directory);
        result = tracker.audit.createResult(tracker.testCase, "b", "2026-01-05T10:15:30Z", "Fail");
    }

    @AfterEach
    void stop() {
        tracker.close();
    }

    private String attachment(String name, String type, String base64) {
        JsonNode content = tracker.audit.create("attachmentcontent", "{\"Content\":\"" + base64 + "\"}");
        return "{\"TestCaseResult\":\"%s\",\"Content\":\"%s\",\"Name\":\"%s\",\"ContentType\":\"%s\",\"Size\":5}"
                .formatted(Wire.ref(result), Wire.ref(content), name, type);
    }

    private String attach(String name, String type, String base64) {
        return tracker.audit
                .create("attachment", attachment(name, type, base64))
                .get("ObjectID")
                .asString();
    }

    private void allowOnly(String extensions) {
        JsonNode subscription = tracker.audit.get("subscription?fetch=true").get("Subscription");
        JsonNode answer = tracker.audit.post(
                Wire.relative(subscription),
                "{\"Subscription\":{\"AttachmentFilenameExtensionWhitelist\":\"" + extensions
                        + "\",\"AttachmentFilenameExtensionWhitelistEnabled\":true}}");
        assertThat(answer.at("/OperationResult/Errors")).isEmpty();
    }

    @Test
    void takesOnlyTheExtensionsThatTheSubscriptionAllows() {
        allowOnly("png, txt");

        assertThat(tracker.audit.createError("attachment", attachment("run.log", "text/plain", "aGVsbG8=")))
                .startsWith("Validation error: Attachment.Name")
                .endsWith("log");
        attach("run.TXT", "text/plain", "aGVsbG8=");
        assertThat(tracker.audit
                        .query("attachment", "(TestCaseResult.Build = \"b\")", "&fetch=Name")
                        .get("Results"))
                .hasSize(1);
    }

    @Test
    void showsTheBytesInsideOfAListThatNamesContent() {
        attach("a.txt", "text/plain", "aGVsbG8=");

        assertThat(contentInList("Name,Content").get("Content").asString()).isEqualTo("aGVsbG8=");
        assertThat(contentInList("true").get("_ref").asString()).contains("/attachmentcontent/");
        assertThat(contentInList("true").has("Content")).isFalse();
    }

    private JsonNode contentInList(String fetch) {
        return tracker.audit
                .query("attachment", "(TestCaseResult.Build = \"b\")", "&fetch=" + fetch)
                .at("/Results/0/Content");
    }

    @Test
    void showsPicturesInThePageAndOnlyLinksTheRest() {
        String picture = attach("one & two.png", "image/png", PICTURE);
        String script = attach("x.svg", "image/svg+xml", "PHN2Zz48c2NyaXB0Lz48L3N2Zz4=");

        String page = tracker.wire
                .send("GET", "/testcase/" + tracker.testCase.get("ObjectID"), null)
                .body();

        assertThat(page)
                .contains("<img src=\"/attachment/" + picture + "/one+%26+two.png\" alt=\"one &amp; two.png\"")
                .contains("<a href=\"/attachment/" + script + "/x.svg\">x.svg</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,image/png,inline",
        "image/svg+xml,application/octet-stream,attachment",
        "text/html,application/octet-stream,attachment",
        "text/plain,application/octet-stream,attachment"
    })
    void letsABrowserShowPicturesAndSaveTheRest(String type, String served, String disposition) {
        String oid = attach("a\u00e9.x", type, PICTURE);

        HttpResponse<String> answer = tracker.wire.send("GET", "/attachment/" + oid + "/a", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(served);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue(disposition + "; filename*=UTF-8''a%C3%A9.x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/attachment/7/a.png", "/attachment/x/a.png"})
    void knowsNoOtherAttachment(String path) {
        assertThat(tracker.wire.send("GET", path, null).statusCode()).isEqualTo(404);
    }

    @Test
    void mayRefuseAnAttachmentWhoseContentItStored() {
        String body = attachment("a.txt", "text/plain", "aGVsbG8=");
        tracker.inflict("attachmentRefused");

        assertThat(tracker.wire.createError("attachment", body)).contains("Unit Of Work");
        assertThat(tracker.wire.create("attachmentcontent", "{\"Content\":\"aGVsbG8=\"}"))
                .isNotNull();
        assertThat(tracker.audit
                        .get("attachment")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"droppedAfter,1", "badGatewayAfter,1", "truncated,1", "droppedBefore,0", "unavailable,0", "conflict,0"})
    void meetsTheFaultsOfAllRequests(String fault, int stored) {
        String body = attachment("a.txt", "text/plain", "aGVsbG8=");
        tracker.inflict(fault);

        try {
            tracker.wire.send("POST", "attachment/create", "{\"Attachment\":" + body + "}", "ZSESSIONID", Wire.KEY);
        } catch (UncheckedIOException e) {
            assertThat(fault).startsWith("dropped");
        }

        assertThat(tracker.audit
                        .get("attachment")
                        .at("/QueryResult/TotalResultCount")
                        .asInt())
                .isEqualTo(stored);
    }
}
