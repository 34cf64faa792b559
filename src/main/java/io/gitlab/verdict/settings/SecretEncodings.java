package io.gitlab.verdict.settings;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Encodings in which a server may echo a secret: plain, escaped for JSON, HTML or a URL, nested (an HTML page that shows a
 * JSON body), or base64.
 */
final class SecretEncodings {
    /** Characters may be escaped several times; some encoders also escape a slash. */
    private static final String BACKSLASH =
            "(?:\\\\(?:u005[Cc])?+|%(?:25)*+5[Cc]|&(?:amp;)*+(?:#0*+92|#[xX]0*+5[Cc]|bsol);)";

    private SecretEncodings() {}

    /** A shorter text in base64 could be a part of any word. */
    private static final int SHORTEST_CORE = 6;

    /** Finds the text in any of these encodings. */
    static Pattern of(String text) {
        return Pattern.compile(Pattern.quote(text) + "|" + escaped(text) + "|" + base64(text));
    }

    /** Alone, or as a part of a longer text, such as the password in {@code user:password}. */
    private static String base64(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            forms.add(Pattern.quote(encoder.withoutPadding().encodeToString(bytes)) + "=*+");
            for (int before = 0; before < 3; before++) {
                String core = core(encoder.withoutPadding(), bytes, before);
                if (core.length() >= SHORTEST_CORE) {
                    forms.add("[A-Za-z0-9+/_-]?" + Pattern.quote(core) + "(?:[A-Za-z0-9+/_-]?=*+)");
                }
            }
        }
        return String.join("|", forms);
    }

    /** The characters that depend on the bytes alone if {@code before} other bytes precede them. */
    private static String core(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = encoder.encodeToString(shifted);
        int start = (before * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return encoded.substring(start, Math.max(start, end));
    }

    /** Any number of backslashes matches: escaping adds some, and nested escaping adds more. */
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

    /** Any named entity may encode this character; one outside ASCII may also be garbled by a wrong charset. */
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
