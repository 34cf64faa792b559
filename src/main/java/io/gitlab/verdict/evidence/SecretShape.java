package io.gitlab.verdict.evidence;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form of secrets. It is found in time that is linear in the text, because texts are not trusted. */
@FunctionalInterface
public interface SecretShape {

    /** Takes the position of a secret. */
    @FunctionalInterface
    interface Sink {
        void take(int start, int end);
    }

    /** Finds the secrets of this form, in order, without overlaps. */
    void find(CharSequence text, Sink found);

    /**
     * A form that a user configures. If the expression has a group, only the first group is the secret. RE2 has no
     * lookaround and no back references, and needs no backtracking.
     *
     * @param regex an expression in the syntax of RE2
     * @throws IllegalArgumentException if it is not one; the message says why
     */
    static SecretShape configured(String regex) {
        com.google.re2j.Pattern pattern = compile(regex);
        int group = Math.min(1, pattern.groupCount());
        return (text, found) -> {
            com.google.re2j.Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                int secret = matcher.start(group) < 0 ? 0 : group;
                take(matcher.start(secret), matcher.end(secret), found);
            }
        };
    }

    private static com.google.re2j.Pattern compile(String regex) {
        try {
            return com.google.re2j.Pattern.compile(regex);
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new IllegalArgumentException(e.getDescription(), e);
        }
    }

    /**
     * A well-known form.
     *
     * @param pattern has a group {@code secret}; a match without that group is not a secret, and moves the search on
     */
    static SecretShape of(Pattern pattern) {
        return (text, found) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                take(matcher.start("secret"), matcher.end("secret"), found);
            }
        };
    }

    private static void take(int start, int end, Sink found) {
        if (start < end) {
            found.take(start, end);
        }
    }
}
