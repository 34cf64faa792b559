package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A file to attach to a result: a log, screenshot or trace of one of the executions of the result. Names are unique within a
 * result.
 *
 * @param name file name without directories
 * @param size size of the sent bytes
 * @param sha256 hash of the sent bytes, 64 lower-case hexadecimal digits
 * @param execution {@link TestExecution#displayName} of the execution of the file
 */
public record Attachment(String name, long size, String sha256, String execution) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public Attachment {
        requireNonNull(name, "name");
        requireNonNull(execution, "execution");
        if (name.isBlank() || size < 0 || !SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "invalid attachment: name \"" + name + "\", size " + size + ", SHA-256 \"" + sha256 + "\"");
        }
    }
}
