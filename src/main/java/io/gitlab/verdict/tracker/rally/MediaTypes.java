package io.gitlab.verdict.tracker.rally;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Tells what kind of file something is: by its first bytes, and where they leave it open by its name. */
final class MediaTypes {
    /** As many as any kind of file is known by. */
    private static final int BEGINNING = 64 * 1024;

    private MediaTypes() {}

    /** The media type, such as {@code image/png}; at worst {@code application/octet-stream}. */
    static String of(InputStream content, String name) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
        byte[] beginning = content.readNBytes(BEGINNING);
        return MimeTypes.getDefaultMimeTypes()
                .detect(new ByteArrayInputStream(beginning), metadata)
                .toString();
    }
}
