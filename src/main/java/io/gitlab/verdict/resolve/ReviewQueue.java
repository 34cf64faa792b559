package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tests without a test case, as rows of a mapping file without ids. Invocations of one test share a row. Executions of
 * a class ({@code @BeforeAll}, TestNG configuration methods) are not tests and have no row.
 */
public final class ReviewQueue {
    /** The name of the file. */
    public static final String UNRESOLVED_YAML = "unresolved.yaml";

    private static final String HEADER = """
            # Tests without a test case.
            # Write a test case id, or a list of ids such as [TC12, TC13], or none if the test has no test case on purpose,
            # after the colon, and append the rows to the mapping file. Rows without a value are ignored. Alternatively, add
            # the id to the test as an annotation, or to its name.
            """;
    private static final Pattern PLAIN = Pattern.compile("[\\x20-\\x7E\\u00A0-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFC]*");
    // YAML allows simple keys of up to 1024 characters.
    private static final int SIMPLE_KEY_LENGTH = 1000;
    private static final int MOST_NEAR_MISSES = 10;

    private ReviewQueue() {}

    /** Writes the unresolved tests, sorted by class, in the format of the mapping file; creates parent directories. */
    public static void write(Path file, List<Resolution> resolutions) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (Resolution resolution : resolutions) {
            if (resolution.unresolved()) {
                rows.computeIfAbsent(row(resolution), absent -> new Row()).add(resolution);
            }
        }
        StringBuilder text = new StringBuilder(HEADER);
        rows.forEach((name, row) -> {
            row.nearMisses.forEach(miss -> text.append("# near miss: ")
                    .append(PLAIN.matcher(miss).matches() ? miss : quoted(miss))
                    .append('\n'));
            text.append(key(name)).append(": # ").append(counts(row.outcomes)).append('\n');
        });
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static final class Row {
        private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        private final Set<String> nearMisses = new LinkedHashSet<>();

        void add(Resolution resolution) {
            outcomes.merge(resolution.execution().outcome(), 1, Integer::sum);
            resolution.nearMisses().stream()
                    .limit(MOST_NEAR_MISSES - nearMisses.size())
                    .forEach(miss -> nearMisses.add(miss.phrase()));
        }
    }

    private static String row(Resolution resolution) {
        return TestClasses.withoutInvocation(resolution.execution().className()) + "."
                + TestName.parse(resolution.execution().name()).folded();
    }

    private static String counts(Map<Outcome, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().text())
                .collect(Collectors.joining(", "));
    }

    private static String key(String text) {
        String quoted = quoted(text);
        return quoted.length() <= SIMPLE_KEY_LENGTH ? quoted : "? " + quoted + "\n";
    }

    /** Text quoted for JSON is also quoted for YAML, except for characters that YAML requires to be escaped. */
    private static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches();
        return JsonMapper.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, !plain)
                .build()
                .writeValueAsString(text)
                .replace("\u007F", "\\u007F");
    }
}
