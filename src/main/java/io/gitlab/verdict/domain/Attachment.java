package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A file that shall go to the tracker with a result: a log, screenshot or trace of one of the executions it was folded
 * from. Within a result, no two have the same name.
 *
 * @param name file name without directories, as a person shall see it
 * @param size in bytes, of what is sent
 * @param sha256 of what is sent, 64 lower-case hexadecimal digits
 * @param execution {@link TestExecution#displayName} of the execution that it belongs to
 */
public record Attachment(String name, long size, String sha256, String execution) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Attachment {
        requireNonNull(name, "name");
        requireNonNull(execution, "execution");
        if (name.isBlank() || size < 0 || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "no attachment: name \"" + name + "\", size " + size + ", SHA-256 \"" + sha256 + "\"");
        }
    }
}
