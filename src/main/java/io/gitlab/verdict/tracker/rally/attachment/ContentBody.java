package io.gitlab.verdict.tracker.rally.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.RequestBody;
import io.gitlab.verdict.tracker.AttachmentBytes;
import io.gitlab.verdict.tracker.Attachments;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The JSON of an AttachmentContent, streamed. The base64 has no line breaks: with them, Rally answers "Could not
 * convert" (Rally WSAPI documentation). The body is completed only if the bytes match the announced size and hash.
 */
record ContentBody(Attachment attachment, Attachments.Content content) implements RequestBody {
    private static final byte[] HEAD = "{\"AttachmentContent\":{\"Content\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAIL = "\"}}".getBytes(StandardCharsets.US_ASCII);

    /** A multiple of three bytes, so that there is no padding inside the text. */
    private static final int PART = 3 * 16 * 1024;

    @Override
    public long length() {
        return HEAD.length + (attachment.size() + 2) / 3 * 4 + TAIL.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(HEAD);
        new AttachmentBytes(attachment, content)
                .send(PART, part -> out.write(Base64.getEncoder().encode(part)));
        out.write(TAIL);
    }
}
