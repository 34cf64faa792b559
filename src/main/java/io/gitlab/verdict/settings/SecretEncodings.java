package io.gitlab.verdict.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The ways in which a server may write a text that it was sent: as it is, escaped for JSON, HTML or an address, also one
 * within the other (an HTML page that shows a JSON body), or in base64.
 */
final class SecretEncodings {
    /** A character may be escaped several times, and a slash may be even where it need not. */
    private static final String BACKSLASH =
            "(?:\\\\(?:u005[Cc])?+|%(?:25)*+5[Cc]|&(?:amp;)*+(?:#0*+92|#[xX]0*+5[Cc]|bsol);)";

    private SecretEncodings() {}

    /** Finds the text, however it is written. */
    static Pattern of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String plain = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        String forAddresses = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return Pattern.compile(Pattern.quote(text) + "|" + escaped(text) + "|" + Pattern.quote(plain) + "=*+|"
                + Pattern.quote(forAddresses) + "=*+");
    }

    /** Backslashes are not counted: an escape adds some, so that only the other characters tell how many there were. */
    private static String escaped(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().filter(point -> point != '\\').forEach(point -> {
            pattern.append(pattern.isEmpty() ? "" : BACKSLASH + "*+");
            pattern.append("(?:").append(character(point)).append(')');
        });
        return pattern.isEmpty() ? Pattern.quote(text) : pattern + BACKSLASH + "*+";
    }

    private static String character(int point) {
        String raw = Character.toString(point);
        String escaped = Pattern.quote(raw) + "|(?<=\\\\)" + unicode(raw) + "|" + percent(raw, StandardCharsets.UTF_8)
                + "|&(?:amp;)*+#(?:0*+" + point + "|[xX]0*+(?i:" + Integer.toHexString(point) + "));";
        return escaped + (Character.isLetterOrDigit(point) && point < 128 ? "" : "|" + notSimple(point, raw));
    }

    private static String unicode(String raw) {
        StringBuilder pattern = new StringBuilder();
        for (char unit : raw.toCharArray()) {
            pattern.append(pattern.isEmpty() ? "" : "\\\\++")
                    .append("u(?i:")
                    .append(String.format(Locale.ROOT, "%04x", (int) unit))
                    .append(')');
        }
        return pattern.toString();
    }

    private static String percent(String raw, Charset charset) {
        StringBuilder pattern = new StringBuilder();
        for (byte one : raw.getBytes(charset)) {
            pattern.append("%(?:25)*+(?i:")
                    .append(String.format(Locale.ROOT, "%02x", one & 0xFF))
                    .append(')');
        }
        return pattern.toString();
    }

    /** Any named entity may be this character's; one outside ASCII may also be garbled on the way. */
    private static String notSimple(int point, String raw) {
        String entity = "&(?:amp;)*\\w{2,31};";
        if (point == ' ') {
            return entity + "|\\+|" + percent("+", StandardCharsets.UTF_8);
        }
        if (point < 128) {
            return entity;
        }
        String twice = new String(raw.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return entity + "|" + percent(raw, StandardCharsets.ISO_8859_1) + "|" + Pattern.quote(twice)
                + "|[?\uFFFD]++|(?<=[?\uFFFD])";
    }
}
