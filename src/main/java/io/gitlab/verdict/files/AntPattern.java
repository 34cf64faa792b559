package io.gitlab.verdict.files;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.util.MatchPatterns;

/**
 * A pattern of paths as in Ant: {@code ?} is a character of a name, {@code *} any characters of a name, {@code **} any
 * number of directories, also none; a slash at the end means {@code /**}. Upper and lower case differ.
 */
public final class AntPattern {
    /** Ant has no escapes: in names that are taken literally, these characters of private use stand for wildcards. */
    private static final char LITERAL_STAR = '\uE000';

    private static final char LITERAL_QUESTION_MARK = '\uE001';

    private final String start;
    private final String rest;
    private final MatchPatterns matcher;

    private AntPattern(String start, String rest) {
        this.start = start;
        this.rest = rest;
        // The prefix, because a text such as "%regex[...]" would be a regular expression.
        this.matcher = MatchPatterns.from("%ant[" + rest.replace('/', File.separatorChar) + "]");
    }

    /** Parses a pattern; names are separated by slashes, or as the platform does. */
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

    /** A part of a pattern that matches this text only, whatever it contains. */
    public static String literal(String text) {
        return text.replace('*', LITERAL_STAR).replace('?', LITERAL_QUESTION_MARK);
    }

    /** A pattern with its literal parts as they were. */
    public static String readable(String pattern) {
        return pattern.replace(LITERAL_STAR, '*').replace(LITERAL_QUESTION_MARK, '?');
    }

    /** Whether the pattern is more than a path. */
    public boolean hasWildcards() {
        return !rest.isEmpty();
    }

    /**
     * The path that the names in front of the first wildcard denote.
     *
     * @param base of a relative pattern
     * @throws java.nio.file.InvalidPathException if no file can have such a name
     */
    public Path start(Path base) {
        return base.resolve(readable(start));
    }

    /** Whether an entry matches, relative to {@link #start}. */
    boolean matches(FileListing.Entry entry) {
        return matcher.matches(entry.path().toString(), entry.names(), true);
    }
}
