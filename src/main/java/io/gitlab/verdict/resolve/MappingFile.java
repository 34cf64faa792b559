package io.gitlab.verdict.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads a mapping file: YAML that maps each test name pattern to a test case id or a list of ids. */
final class MappingFile {
    private final Path file;
    private final YAMLParser yaml;
    private final Map<String, MappingRow> rows = new LinkedHashMap<>();

    private MappingFile(Path file, YAMLParser yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    /**
     * The rows with ids; a row without ids is not mapped yet and is ignored.
     *
     * @throws InvalidMappingException if the file cannot be read or is not a mapping
     */
    static List<MappingRow> read(Path file) {
        try (InputStream in = Files.newInputStream(file);
                YAMLParser yaml = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), in)) {
            MappingFile reading = new MappingFile(file, yaml);
            reading.readRows();
            return List.copyOf(reading.rows.values());
        } catch (JacksonIOException e) {
            throw unreadable(file, e.getCause());
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InvalidMappingException(
                    "Mapping file " + file + ":" + line + " is not valid YAML: " + problem(e)
                            + ". Write rows such as \"shop.CartIT.adds: TC12\"; put patterns that begin with * in quotes.",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidMappingException unreadable(Path file, IOException e) {
        return new InvalidMappingException(
                "Mapping file " + file + " cannot be read (" + e + "). Create it, or correct the setting mappingFile.",
                e);
    }

    private void readRows() {
        JsonToken start = yaml.nextToken();
        if (start == null || start == JsonToken.VALUE_NULL) {
            return;
        }
        if (start != JsonToken.START_OBJECT) {
            throw invalid(line(), "the document has no rows", "Write rows such as \"shop.CartIT.adds: TC12\"");
        }
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            readRow(yaml.currentName(), line());
        }
        if (yaml.nextToken() != null) {
            throw invalid(line(), "a second YAML document begins", "Remove the line \"---\"");
        }
    }

    private void readRow(String pattern, int line) {
        List<String> ids = readIds(pattern, line);
        if (ids.isEmpty()) {
            return;
        }
        if (pattern.isBlank()) {
            throw invalid(line, "a row has no test name", "Write the test's name before the colon");
        }
        MappingRow earlier = rows.put(pattern, new MappingRow(pattern, ids, line));
        if (earlier != null) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" is already defined in line " + earlier.line(),
                    "Join the two rows as a list of ids, such as [TC12, TC13]");
        }
    }

    private List<String> readIds(String pattern, int line) {
        JsonToken token = yaml.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (token != JsonToken.START_ARRAY) {
            return List.of(readId(pattern, line));
        }
        Set<String> ids = new LinkedHashSet<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            ids.add(readId(pattern, line));
        }
        return new ArrayList<>(ids);
    }

    private String readId(String pattern, int line) {
        JsonToken token = yaml.currentToken();
        boolean scalar = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
        String id = scalar && !yaml.isCurrentAlias() ? yaml.getString().trim() : "";
        if (id.isEmpty()) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" has a value that is not a test case id",
                    "Write an id such as TC12, or a list such as [TC12, TC13]");
        }
        return id;
    }

    private int line() {
        return yaml.currentTokenLocation().getLineNr();
    }

    private InvalidMappingException invalid(int line, String what, String remedy) {
        return new InvalidMappingException(
                "Mapping file " + file + ":" + line + ": " + what + ". " + remedy + ".", null);
    }

    /** The message without the lines that show the location. */
    private static String problem(JacksonException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }
}
