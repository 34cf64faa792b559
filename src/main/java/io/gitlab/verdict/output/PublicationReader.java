package io.gitlab.verdict.output;

import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@code publication.json} of schema 1, with or without the components that later versions added. */
public final class PublicationReader {
    /** A file of many small values needs much more memory than its size. */
    private static final int MOST_TOKENS = 10_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private PublicationReader() {}

    /**
     * Reads the document and applies a function to it.
     *
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it is damaged or has another schema; the message has the remedy
     */
    public static <T> T read(Path file, Function<PublicationDocument, T> use) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode tree = JSON.readTree(in);
            requireKnownSchema(tree, file);
            return use.apply(JSON.treeToValue(tree, PublicationDocument.class));
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException io && !(io instanceof CharConversionException)) {
                throw io;
            }
            throw damaged(file, e);
        } catch (DateTimeException | IllegalArgumentException | NullPointerException e) {
            throw damaged(file, e);
        }
    }

    private static void requireKnownSchema(JsonNode tree, Path file) throws IOException {
        JsonNode schema = tree.path("schema");
        if (schema.isInt() && schema.intValue() != PublicationDocument.SCHEMA) {
            throw new IOException(file + " has schema " + schema
                    + ", but this version of verdict-maven-plugin reads schema " + PublicationDocument.SCHEMA
                    + ". Use the same version of the plugin for publish and check.");
        }
        if (!schema.isInt()) {
            throw damaged(file, new IOException("it has no schema"));
        }
    }

    private static IOException damaged(Path file, Exception cause) {
        String why = cause instanceof JacksonException json ? json.getOriginalMessage() : cause.getMessage();
        return new IOException(file + " is damaged (" + why + "). Run verdict:publish to write it again.", cause);
    }
}
