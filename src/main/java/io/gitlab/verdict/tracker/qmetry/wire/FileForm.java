package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.Body;
import io.gitlab.verdict.tracker.AttachmentBytes;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.Fingerprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A streamed multipart form with a file for a test case run (QMetry's API blueprint; the part {@code desc} as another
 * client of QMetry sends it).
 */
public final class FileForm implements Body {
    /** The entity type of a test case run. */
    public static final String ENTITY = "TCR";

    private static final int PART = 64 * 1024;

    private final Attachment attachment;
    private final AttachmentBytes bytes;
    private final byte[] head;
    private final byte[] tail;

    public FileForm(Upload upload) {
        this.attachment = upload.attachment();
        this.bytes = new AttachmentBytes(attachment, upload.content());
        this.head = (field("entityId", upload.result().reference())
                        + field("type", ENTITY)
                        + field("desc", Fingerprint.write(attachment))
                        + "--" + boundary() + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + escaped(attachment.name()) + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        this.tail = ("\r\n--" + boundary() + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary();
    }

    /** Unique: no file contains its own hash. */
    private String boundary() {
        return "verdict-" + attachment.sha256();
    }

    private String field(String name, String value) {
        return "--" + boundary() + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** Escapes as browsers do. */
    private static String escaped(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    @Override
    public long length() {
        return head.length + attachment.size() + tail.length;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(head);
        bytes.send(PART, out::write);
        out.write(tail);
    }
}
