package io.gitlab.verdict.http;

import io.gitlab.verdict.time.Deadline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Reads one reply: JSON is read into memory, a file is streamed. */
final class ReplyReader {
    private static final int MAX_JSON_BYTES = 16 * 1024 * 1024;
    private static final int MAX_EXCERPT_CHARS = 200;
    private static final int EXCERPT_BYTES = 64 << 10;
    private static final int LONGEST_SECRET = 4 << 10;

    /** A longer body of a download is the file and not a JSON error. */
    private static final int MAX_JSON_ERROR_BYTES = 4096;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<DownloadHandler> downloadHandler;
    private final Deadline deadline;
    private final UnaryOperator<String> mask;
    private Optional<HttpReply> cancelled = Optional.empty();

    /** @param mask masks secrets in a text */
    ReplyReader(Optional<DownloadHandler> downloadHandler, Deadline deadline, UnaryOperator<String> mask) {
        this.downloadHandler = downloadHandler;
        this.deadline = deadline;
        this.mask = mask;
    }

    /** The reply to a request that was cancelled because the rest is not needed. The client reports a failure for it. */
    Optional<HttpReply> cancelled() {
        return cancelled;
    }

    /** Reads the reply; cancels the request if the rest of the reply is not needed. */
    HttpReply read(ClassicHttpResponse response, Cancellable request) throws IOException {
        if (downloadHandler.isPresent() && response.getCode() < 300 && response.getEntity() != null) {
            return download(downloadHandler.get(), response, request);
        }
        byte[] body = body(response, request);
        if (body.length > MAX_JSON_BYTES) {
            return tooLarge(response, body);
        }
        Optional<JsonNode> json = json(body);
        boolean whole = json.isPresent() && response.getCode() < 300;
        return new HttpReply(
                response.getCode(), json, whole ? "" : excerpt(body), retryAfter(response), date(response));
    }

    private HttpReply download(DownloadHandler handler, ClassicHttpResponse response, Cancellable request)
            throws IOException {
        String type = Objects.requireNonNullElse(response.getEntity().getContentType(), "");
        InputStream content = response.getEntity().getContent();
        byte[] head = content.readNBytes(MAX_JSON_ERROR_BYTES);
        boolean whole = handler.read(type, new SequenceInputStream(new ByteArrayInputStream(head), content));
        Optional<JsonNode> json = head.length < MAX_JSON_ERROR_BYTES ? json(head) : Optional.empty();
        HttpReply reply = new HttpReply(
                response.getCode(),
                json.or(() -> Optional.of(MissingNode.getInstance())),
                "",
                retryAfter(response),
                date(response));
        if (!whole) {
            cancelled = Optional.of(reply);
            request.cancel();
        }
        return reply;
    }

    /**
     * The page of a failed request, which its status describes.
     *
     * @throws ReplyTooLargeException if the request succeeded
     */
    private HttpReply tooLarge(ClassicHttpResponse response, byte[] begin) throws ReplyTooLargeException {
        String text = excerpt(begin);
        if (response.getCode() < 300) {
            throw new ReplyTooLargeException("the reply is larger than " + MAX_JSON_BYTES + " bytes"
                    + (text.isEmpty() ? "" : ": \"" + text + "\""));
        }
        HttpReply reply =
                new HttpReply(response.getCode(), Optional.empty(), text, retryAfter(response), date(response));
        cancelled = Optional.of(reply);
        return reply;
    }

    /** The whole body; if it is longer than the limit, its begin, and the request is cancelled. */
    private byte[] body(ClassicHttpResponse response, Cancellable request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (response.getEntity() == null) {
            return body.toByteArray();
        }
        InputStream content = response.getEntity().getContent();
        byte[] some = new byte[16 * 1024];
        for (int length = content.read(some); length >= 0; length = content.read(some)) {
            body.write(some, 0, length);
            if (body.size() > MAX_JSON_BYTES || deadline.passed()) {
                // Without it, closing would read the rest, and an endless reply would block the build forever.
                request.cancel();
                if (deadline.passed()) {
                    throw new IOException("the deadline of " + deadline.budget() + " passed while the reply was read");
                }
                return body.toByteArray();
            }
        }
        return body.toByteArray();
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node.isContainer() ? Optional.of(node) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private String excerpt(byte[] body) {
        int length = Math.min(body.length, EXCERPT_BYTES);
        // Masked before it is shortened: a part of a secret would not be recognised.
        String masked = mask.apply(new String(body, 0, length, StandardCharsets.UTF_8));
        String whole =
                length == body.length ? masked : masked.substring(0, Math.max(0, masked.length() - LONGEST_SECRET));
        String text = whole.replaceAll("<[^<>]*+>", " ")
                .replaceAll("[\\s\\p{Cntrl}]++", " ")
                .strip();
        return text.length() <= MAX_EXCERPT_CHARS ? text : text.substring(0, MAX_EXCERPT_CHARS) + "...";
    }

    private static Optional<Instant> date(ClassicHttpResponse response) {
        return Optional.ofNullable(response.getFirstHeader(HttpHeaders.DATE))
                .map(header -> DateUtils.parseStandardDate(header.getValue()));
    }

    private Optional<Duration> retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        if (header == null) {
            return Optional.empty();
        }
        String value = header.getValue().strip();
        if (value.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return Optional.ofNullable(DateUtils.parseStandardDate(value))
                .map(date -> Duration.between(deadline.now(), date))
                .filter(wait -> !wait.isNegative());
    }
}
