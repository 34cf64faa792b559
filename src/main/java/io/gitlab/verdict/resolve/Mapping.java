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
 * The rows of a mapping file, and which of them won.
 *
 * <p>The most specific row wins: one that is exactly the test's name before any pattern, one for the invocation before
 * one for the overload before one for the test; among patterns the one with more text besides its wildcards. Patterns
 * of the same length that name different test cases are ambiguous: neither wins.
 */
final class Mapping {
    private final List<MappingRow> rows;
    private final Map<String, MappingRow> exact = new HashMap<>();
    private final List<Wild> patterns = new ArrayList<>();
    private final Set<MappingRow> used = new HashSet<>();

    private record Wild(MappingRow row, String literal, int literalLength, Pattern regex) {
        /** @param together the names in one text, to rule most patterns out by one quick look */
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

    /** Rows that no test was resolved by, and that took no part in an ambiguity. */
    List<MappingRow> unused() {
        return rows.stream().filter(row -> !used.contains(row)).toList();
    }

    /**
     * The rows for a test: none, one, or several with equal claim.
     *
     * @param names what the test may be called, the most specific first
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
