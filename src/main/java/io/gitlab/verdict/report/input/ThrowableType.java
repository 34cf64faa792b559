package io.gitlab.verdict.report.input;

import java.util.regex.Pattern;

/**
 * The {@code type} attribute of a problem. Surefire takes it from the stack trace up to the first colon, so the class name
 * may be followed by any text, or be missing.
 */
public final class ThrowableType {

    private static final int MAX_CHARS = 500;
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+\\.?+)++(?<!\\.)");

    private ThrowableType() {}

    /** The class name in the first line; empty if there is none. */
    public static String of(String attribute) {
        String name = attribute.substring(0, end(attribute)).strip();
        boolean valid = name.length() <= MAX_CHARS && CLASS_NAME.matcher(name).matches();
        return valid ? name : "";
    }

    private static int end(String attribute) {
        int end = 0;
        while (end < attribute.length() && ":\r\n".indexOf(attribute.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
