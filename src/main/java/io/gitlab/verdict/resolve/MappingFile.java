package io.gitlab.verdict.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads a mapping file: YAML that maps each test name pattern to a test case id, a list of ids, or {@code none}. */
final class MappingFile {
    private static final String NULL = "~";
    private static final long MOST_BYTES = 3 * 1024 * 1024;
    private static final Pattern SEPARATORS = Pattern.compile("[,;\\s]+");

    private final Path file;
    private final YAMLParser yaml;
    private final Map<String, MappingRow> rows = new LinkedHashMap<>();

    private MappingFile(Path file, YAMLParser yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    /**
     * The rows with ids or {@code none}; a row without value is not mapped yet and is ignored.
     *
     * @throws InvalidMappingException if the file cannot be read or is not a mapping
     */
    static List<MappingRow> read(Path file) {
        checkFile(file);
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

    /** Opening a pipe would wait for its writer. */
    private static void checkFile(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw unusable(file, attributes.isDirectory() ? "is a directory" : "is not a regular file");
            }
            if (attributes.size() > MOST_BYTES) {
                throw unusable(file, "has " + attributes.size() + " bytes, but must have at most " + MOST_BYTES);
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InvalidMappingException unusable(Path file, String why) {
        return new InvalidMappingException(
                "Mapping file " + file + " " + why + ". Write a YAML file there, or correct the setting mappingFile.",
                null);
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
        if (yaml.isCurrentAlias()) {
            throw invalid(
                    line(),
                    "a name that begins with * is not in quotes, so YAML takes it for an alias",
                    "Write it in quotes, such as \"*.adds\": TC12");
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
        Optional<List<String>> ids = readValue(pattern, line);
        if (ids.isEmpty()) {
            return;
        }
        if (pattern.isBlank()) {
            throw invalid(line, "a row has no test name", "Write the test's name before the colon");
        }
        MappingRow earlier = rows.put(pattern, new MappingRow(pattern, ids.get(), line));
        if (earlier != null) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" is already defined in line " + earlier.line(),
                    "Join the two rows as a list of ids, such as [TC12, TC13]");
        }
    }

    /** Empty if the row is still to be filled in. */
    private Optional<List<String>> readValue(String pattern, int line) {
        JsonToken token = yaml.nextToken();
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (token != JsonToken.START_ARRAY) {
            // The parser takes this spelling of null for a text.
            if (token == JsonToken.VALUE_STRING && NULL.equals(yaml.getString())) {
                return Optional.empty();
            }
            String text = readText(pattern, line);
            return Optional.of(isNone(text) ? List.of() : List.of(id(text, pattern, line)));
        }
        Set<String> ids = new LinkedHashSet<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            ids.add(readListed(pattern, line));
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(ids));
    }

    private String readListed(String pattern, int line) {
        String text = readText(pattern, line);
        if (isNone(text)) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" has \"" + text + "\" in a list",
                    "Write none without a list, or remove it from the list");
        }
        return id(text, pattern, line);
    }

    private static boolean isNone(String text) {
        return text.equalsIgnoreCase(MappingRow.NONE);
    }

    private String readText(String pattern, int line) {
        JsonToken token = yaml.currentToken();
        boolean scalar = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
        String text = scalar && !yaml.isCurrentAlias() ? yaml.getString().trim() : "";
        if (text.equals(NULL)) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" has ~, which is no value",
                    "Write an id such as TC12, or remove it from the list");
        }
        if (text.isEmpty()) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" has " + described(token) + ", which is not a test case id",
                    "Write an id such as TC12, or a list such as [TC12, TC13], or none if the tests have no test case");
        }
        return text;
    }

    private String described(JsonToken token) {
        if (yaml.isCurrentAlias()) {
            return "an alias";
        }
        return switch (token) {
            case START_OBJECT -> "rows of its own";
            case START_ARRAY -> "a list in a list";
            case VALUE_STRING -> "an empty text";
            default -> "the value " + yaml.getString();
        };
    }

    private String id(String text, String pattern, int line) {
        List<String> parts = List.of(SEPARATORS.split(text));
        if (parts.size() > 1 && parts.stream().allMatch(part -> part.chars().anyMatch(Character::isDigit))) {
            throw invalid(
                    line,
                    "row \"" + pattern + "\" has \"" + text + "\", which is one text, not a list",
                    "Write a list: [" + String.join(", ", parts) + "]");
        }
        return text;
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
