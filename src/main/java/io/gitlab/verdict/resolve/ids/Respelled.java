package io.gitlab.verdict.resolve.ids;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with other separators between its words, and where each character was. */
final class Respelled {
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[\\p{L}\\p{N}])[ _#.:-](?=[\\p{L}\\p{N}])");
    private static final Pattern BEFORE_DIGITS = Pattern.compile("(?<=\\p{L})[ _#.:-]{1,2}(?=\\p{N})");

    private final StringBuilder text = new StringBuilder();
    private final int[] origins;

    private Respelled(String original, Pattern separators, String separator) {
        this.origins = new int[original.length() + 1];
        Matcher matcher = separators.matcher(original);
        int from = 0;
        while (matcher.find()) {
            copy(original, from, matcher.start());
            origins[text.length()] = matcher.start();
            text.append(separator);
            from = matcher.end();
        }
        copy(original, from, original.length());
        origins[text.length()] = original.length();
    }

    /** With this one-character separator between any two words. */
    static Respelled with(String separator, String text) {
        return new Respelled(text, SEPARATOR, separator);
    }

    /** Without separators between letters and digits: {@code TC 12} becomes {@code TC12}. */
    static Respelled joined(String text) {
        return new Respelled(text, BEFORE_DIGITS, "");
    }

    /** A place in this text as a place in the original text. */
    IdFinder.Place original(IdFinder.Place place) {
        return new IdFinder.Place(origins[place.start()], origins[place.end() - 1] + 1, place.id());
    }

    private void copy(String original, int from, int to) {
        for (int i = from; i < to; i++) {
            origins[text.length()] = i;
            text.append(original.charAt(i));
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
