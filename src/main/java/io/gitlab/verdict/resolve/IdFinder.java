package io.gitlab.verdict.resolve;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds ids in free text, at word boundaries only: never in {@code testTC3PO}, {@code TCP200} or {@code HTTC12}. */
final class IdFinder {
    // A word begins after anything but a letter or digit, or with an upper-case letter after a lower-case letter or a
    // digit.
    private static final String BEFORE = "(?:(?<![\\p{L}\\p{N}])|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu}))";
    private static final String AFTER = "(?![\\p{L}\\p{N}])";

    private final Pattern pattern;
    private final Pattern word;

    IdFinder(Pattern pattern) {
        this.pattern = pattern;
        String id = "(?:" + pattern.pattern() + ")";
        this.word = Pattern.compile(BEFORE + id + "(?:" + AFTER + "|(?=" + id + "+" + AFTER + "))", pattern.flags());
    }

    /** The ids in the text, each once, in order. */
    List<String> in(String text) {
        return word.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
    }

    /** The id that the text is; empty if it is something else, or contains more. */
    Optional<String> whole(String text) {
        return pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** The configured pattern, for messages. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
