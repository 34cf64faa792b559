package io.gitlab.verdict.evidence;

import java.nio.file.Path;

/** What a pattern yields. */
sealed interface PatternMatch {

    /** A file that was found. */
    record Found(Path path) implements PatternMatch {}

    /** A path that no file can have: the file system rejects it, or it has characters that the JVM's locale lacks. */
    record Unnameable(String text) implements PatternMatch {}
}
