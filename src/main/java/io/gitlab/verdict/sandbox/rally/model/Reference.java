package io.gitlab.verdict.sandbox.rally.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a ref, relative or absolute: a type and an ObjectID or UUID.
 *
 * @param type null when the ref is an id alone
 */
public record Reference(String type, String id) {
    private static final Pattern REF = Pattern.compile("(?:.*?/)?(?:(\\w+)/)?([\\w-]+?)(?:\\.js)?");

    public static Reference parse(String text) {
        Matcher ref = REF.matcher(text.trim());
        return ref.matches() ? new Reference(ref.group(1), ref.group(2)) : new Reference(null, "");
    }
}
