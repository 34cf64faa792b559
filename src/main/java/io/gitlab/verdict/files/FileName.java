package io.gitlab.verdict.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of files made of any text, valid in any file system. */
public final class FileName {
    private static final int MOST_CHARS = 120;
    /** Most file systems allow 255 bytes; the rest is for suffixes. */
    private static final int MOST_BYTES = 240;

    private static final int LONGEST_EXTENSION = 10;
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cntrl}\\p{Cs}<>:\"/\\\\|?*\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");
    /** Devices of Windows, with any extension. */
    private static final Pattern RESERVED =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private FileName() {}

    /** The text with an underscore for each character that is not allowed, cut before the extension if it is too long. */
    public static String of(String text) {
        String safe = FORBIDDEN.matcher(text).replaceAll("_").strip();
        String named = safe.isEmpty() || safe.chars().allMatch(c -> c == '.') ? "file" : safe;
        String free = RESERVED.matcher(named).matches() ? "_" + named : named;
        String extension = extension(free);
        return cut(base(free), MOST_CHARS - extension.length(), MOST_BYTES - bytes(extension)) + extension;
    }

    /** The part after the last slash or backslash. */
    public static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** The name without its extension. */
    public static String base(String name) {
        return name.substring(0, name.length() - extension(name).length());
    }

    /** The extension with its dot; empty if there is none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    }

    /** A surrogate pair is not split. */
    private static String cut(String text, int chars, int bytes) {
        int end = 0;
        int left = bytes;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            left -= bytes(text.substring(end, next));
            if (next > chars || left < 0) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
