package io.gitlab.verdict.resolve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rows of a mapping file; records which rows are used.
 *
 * <p>The most specific row wins. A row without wildcards beats any pattern; a row for the invocation beats a row for the
 * overload, which beats a row for the test. Of several patterns, the one with the most literal text wins. Patterns with
 * equally long literal text but different test cases are ambiguous: none wins.
 */
final class Mapping {
    private final List<MappingRow> rows;
    private final Map<String, MappingRow> exact = new HashMap<>();
    private final List<Wild> patterns = new ArrayList<>();
    private final Set<MappingRow> used = new HashSet<>();

    private record Wild(MappingRow row, String literal, int literalLength, Pattern regex) {
        /** @param together the names in one text, to exclude most patterns quickly */
        boolean matches(List<String> names, String together) {
            return together.contains(literal)
                    && names.stream().anyMatch(name -> regex.matcher(name).matches());
        }
    }

    Mapping(List<MappingRow> rows) {
        this.rows = List.copyOf(rows);
        rows.forEach(row -> exact.put(row.pattern(), row));
        rows.stream()
                .filter(MappingRow::wild)
                .map(row -> new Wild(row, row.longestLiteral(), row.literalLength(), row.regex()))
                .sorted(Comparator.comparingInt(Wild::literalLength).reversed())
                .forEach(patterns::add);
    }

    boolean empty() {
        return rows.isEmpty();
    }

    /** Rows that resolved no test and were not part of an ambiguity. */
    List<MappingRow> unused() {
        return rows.stream().filter(row -> !used.contains(row)).toList();
    }

    /**
     * The rows for a test: none, one, or several equally specific ones.
     *
     * @param names the names of the test, the most specific first
     */
    List<MappingRow> find(List<String> names) {
        List<MappingRow> found = names.stream()
                .filter(exact::containsKey)
                .findFirst()
                .map(name -> List.of(exact.get(name)))
                .orElseGet(() -> findPatterns(names));
        used.addAll(found);
        return found;
    }

    private List<MappingRow> findPatterns(List<String> names) {
        List<MappingRow> found = new ArrayList<>();
        String together = String.join("\n", names);
        int best = 0;
        for (Wild pattern : patterns) {
            if (!found.isEmpty() && pattern.literalLength() < best) {
                break;
            }
            if (pattern.matches(names, together)) {
                best = pattern.literalLength();
                found.add(pattern.row());
            }
        }
        return found;
    }
}
