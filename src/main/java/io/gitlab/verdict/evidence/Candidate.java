package io.gitlab.verdict.evidence;

import java.nio.file.Path;
import java.util.List;

/** Something that may be evidence. */
sealed interface Candidate {

    /**
     * A path that a test wrote.
     *
     * @param text as it was written
     * @param bases what it is relative to, the first where it exists
     */
    record Named(String text, List<Path> bases) implements Candidate {}

    /** A file that was found. */
    record Found(Path path) implements Candidate {}

    /** A text of ours, with the name of the file that it becomes. */
    record Text(String fileName, String content) implements Candidate {}

    /** A path that cannot be looked for: no file system takes it, or it has characters that the JVM's locale lacks. */
    record Unnameable(String text) implements Candidate {}
}
