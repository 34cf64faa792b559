package io.gitlab.verdict.files;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.util.MatchPatterns;

/**
 * An Ant pattern of paths: {@code ?} matches one character of a name, {@code *} any characters of a name, {@code **} zero or
 * more directories; a trailing slash means {@code /**}. Case-sensitive.
 */
public final class AntPattern {
    /** Ant patterns have no escapes: these private-use characters replace wildcards in literal names. */
    private static final char LITERAL_STAR = '\uE000';

    private static final char LITERAL_QUESTION_MARK = '\uE001';

    private final String start;
    private final String rest;
    private final MatchPatterns matcher;

    private AntPattern(String start, String rest) {
        this.start = start;
        this.rest = rest;
        // Without the prefix, a text such as "%regex[...]" would be a regular expression.
        this.matcher = MatchPatterns.from("%ant[" + rest.replace('/', File.separatorChar) + "]");
    }

    /** Parses a pattern with slashes or the platform's separators. */
    public static AntPattern of(String pattern) {
        String slashed = pattern.replace(File.separatorChar, '/');
        String whole = hasWildcards(slashed) && slashed.endsWith("/") ? slashed + "**" : slashed;
        String[] names = whole.split("/");
        long literals = Stream.of(names).takeWhile(name -> !hasWildcards(name)).count();
        String start = Stream.of(names).limit(literals).collect(Collectors.joining("/"));
        String rest = Stream.of(names).skip(literals).collect(Collectors.joining("/"));
        return new AntPattern(whole.startsWith("/") && !start.startsWith("/") ? "/" + start : start, rest);
    }

    private static boolean hasWildcards(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    /** A part of a pattern that matches exactly this text, even with wildcards in it. */
    public static String literal(String text) {
        return text.replace('*', LITERAL_STAR).replace('?', LITERAL_QUESTION_MARK);
    }

    /** A pattern for messages, with its {@linkplain #literal literal} parts restored. */
    public static String readable(String pattern) {
        return pattern.replace(LITERAL_STAR, '*').replace(LITERAL_QUESTION_MARK, '?');
    }

    /** Whether the pattern has wildcards; if not, it is a path. */
    public boolean hasWildcards() {
        return !rest.isEmpty();
    }

    /**
     * The path before the first name with a wildcard.
     *
     * @param base base of a relative pattern
     * @throws java.nio.file.InvalidPathException if it is not a valid path on this platform
     */
    public Path start(Path base) {
        return base.resolve(readable(start));
    }

    /** Whether an entry, relative to {@link #start}, matches. */
    boolean matches(FileListing.Entry entry) {
        return matcher.matches(entry.path().toString(), entry.names(), true);
    }

    /** Whether paths below a directory, relative to {@link #start}, can match. */
    boolean mayMatchBelow(Path directory) {
        return matcher.matchesPatternStart(literal(directory.toString()), true);
    }
}
