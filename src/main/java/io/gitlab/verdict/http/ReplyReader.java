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

/** Reads one answer: JSON as a whole, a file piece by piece. */
final class ReplyReader {
    private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
    private static final int EXCERPT = 200;

    /** What is longer and comes in place of a file is one. */
    private static final int LONGEST_REFUSAL = 4096;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<Receiver> receiver;
    private final Deadline deadline;
    private final UnaryOperator<String> mask;
    private Optional<HttpReply> early = Optional.empty();

    /** @param mask takes secrets out of a text */
    ReplyReader(Optional<Receiver> receiver, Deadline deadline, UnaryOperator<String> mask) {
        this.receiver = receiver;
        this.deadline = deadline;
        this.mask = mask;
    }

    /** The answer if it is good though its rest was given up, which the client tells as a failure. */
    Optional<HttpReply> early() {
        return early;
    }

    /** Reads an answer; cancels the request when the rest of it is not wanted. */
    HttpReply read(ClassicHttpResponse response, Cancellable request) throws IOException {
        if (receiver.isPresent() && response.getCode() < 300 && response.getEntity() != null) {
            return file(receiver.get(), response, request);
        }
        byte[] body = body(response, request);
        Optional<JsonNode> json = json(body);
        boolean whole = json.isPresent() && response.getCode() < 300;
        return new HttpReply(
                response.getCode(), json, whole ? "" : excerpt(body), retryAfter(response), date(response));
    }

    private HttpReply file(Receiver file, ClassicHttpResponse response, Cancellable request) throws IOException {
        String type = Objects.requireNonNullElse(response.getEntity().getContentType(), "");
        InputStream content = response.getEntity().getContent();
        byte[] head = content.readNBytes(LONGEST_REFUSAL);
        boolean whole = file.take(type, new SequenceInputStream(new ByteArrayInputStream(head), content));
        Optional<JsonNode> json = head.length < LONGEST_REFUSAL ? json(head) : Optional.empty();
        HttpReply reply = new HttpReply(
                response.getCode(),
                json.or(() -> Optional.of(MissingNode.getInstance())),
                "",
                retryAfter(response),
                date(response));
        if (!whole) {
            early = Optional.of(reply);
            request.cancel();
        }
        return reply;
    }

    private byte[] body(ClassicHttpResponse response, Cancellable request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (response.getEntity() == null) {
            return body.toByteArray();
        }
        InputStream content = response.getEntity().getContent();
        byte[] some = new byte[16 * 1024];
        for (int length = content.read(some); length >= 0; length = content.read(some)) {
            body.write(some, 0, length);
            if (body.size() > LARGEST_ANSWER || deadline.passed()) {
                // Else closing would read all the rest, and an answer without an end would hold the build up for ever.
                request.cancel();
                throw new IOException(
                        deadline.passed()
                                ? "the deadline of " + deadline.budget() + " passed amid the answer"
                                : "the answer is larger than " + LARGEST_ANSWER + " bytes");
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
        // Masked before it is cut, because a secret that is cut in two is not recognised.
        String text = mask.apply(new String(body, StandardCharsets.UTF_8))
                .replaceAll("<[^>]*>", " ")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
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
