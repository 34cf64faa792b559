package io.gitlab.verdict.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Function;

/** Reads a {@code publication.json}, of this version or one with more components. */
final class PublicationReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PublicationReader() {}

    /**
     * What that function makes of the document.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it is damaged or of another schema; the message says what to do
     */
    static <T> T read(Path file, Function<PublicationDocument, T> use) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode tree = JSON.readTree(in);
            requireKnownSchema(tree, file);
            return use.apply(JSON.treeToValue(tree, PublicationDocument.class));
        } catch (JsonProcessingException
                | CharConversionException
                | DateTimeException
                | IllegalArgumentException
                | NullPointerException e) {
            throw damaged(file, e);
        }
    }

    private static void requireKnownSchema(JsonNode tree, Path file) throws IOException {
        JsonNode schema = tree.path("schema");
        if (schema.isInt() && schema.intValue() != PublicationDocument.SCHEMA) {
            throw new IOException(
                    file + " has schema " + schema + ", but this version of verdict-maven-plugin reads schema "
                            + PublicationDocument.SCHEMA + ". Let the same version publish and check.");
        }
        if (!schema.isInt()) {
            throw damaged(file, new IOException("it names no schema"));
        }
    }

    private static IOException damaged(Path file, Exception cause) {
        String why = cause instanceof JsonProcessingException json ? json.getOriginalMessage() : cause.getMessage();
        return new IOException(
                file + " is damaged (" + why + "). Publish again (verdict:publish) to write it anew.", cause);
    }
}
