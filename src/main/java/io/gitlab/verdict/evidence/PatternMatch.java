package io.gitlab.verdict.evidence;

import java.nio.file.Path;

/** What a pattern yields. */
sealed interface PatternMatch {

    /** A file that was found. */
    record Found(Path path) implements PatternMatch {}

    /** An invalid path: the file system rejects it, or the JVM's locale cannot encode it. */
    record Unnameable(String text) implements PatternMatch {}
}
