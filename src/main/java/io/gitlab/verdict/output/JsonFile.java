package io.gitlab.verdict.output;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes indented JSON for programs, with properties in the order of declaration. */
final class JsonFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonFile() {}

    /**
     * Writes a file. A reader sees the old file or the new one, never half of one.
     *
     * @throws IOException if the file cannot be written; the message names it
     */
    static void write(Path file, Object document) throws IOException {
        new AtomicFile(file).write(writer -> write(writer, document));
    }

    private static void write(Writer writer, Object document) throws IOException {
        try {
            JSON.writeValue(writer, document);
        } catch (JacksonException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e);
        }
    }
}
