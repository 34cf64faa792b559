package io.gitlab.verdict.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Parses durations such as {@code 90s}, {@code 10m}, {@code 1h30m}, or ISO-8601 such as {@code PT10M}. */
public final class DurationText {
    private static final Duration LONGEST = Duration.ofDays(365);

    private DurationText() {}

    /**
     * The duration, never negative.
     *
     * @param setting the setting as the user writes it, for messages
     * @throws InvalidSettingException if the text is not a duration, or longer than a year
     */
    public static Duration parse(String setting, String text) {
        String iso = text.strip().toUpperCase(Locale.ROOT);
        try {
            Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new InvalidSettingException(
                    setting + " must be a duration such as 90s, 10m, 1h or PT10M, but is \"" + text + "\".", e);
        }
        throw new InvalidSettingException(setting + " must be from 0s to one year, but is \"" + text + "\".");
    }
}
