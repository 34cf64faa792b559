package io.gitlab.verdict.evidence;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes such as 5MB; 1 KB is 1024 bytes. */
public final class FileSize {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) ?(B|KB|MB|GB)?", Pattern.CASE_INSENSITIVE);

    private FileSize() {}

    /**
     * The size in bytes.
     *
     * @param where the setting, for the message
     * @throws InvalidSettingException if the text is not a size
     */
    public static long parse(String where, String text) {
        Matcher size = TEXT.matcher(text.strip());
        if (!size.matches()) {
            throw new InvalidSettingException(
                    where + " must be a size such as 5MB, 512KB or 100000 (bytes), but is \"" + text + "\".");
        }
        String unit = size.group(2) == null ? "B" : size.group(2).toUpperCase(Locale.ROOT);
        return Long.parseLong(size.group(1)) << 10 * "BKMG".indexOf(unit.charAt(0));
    }

    /** {@code 4.7 MB}. */
    static String text(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " bytes";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1024.0 / 1024.0);
    }
}
