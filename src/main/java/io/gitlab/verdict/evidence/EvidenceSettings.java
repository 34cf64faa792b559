package io.gitlab.verdict.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * Which evidence is collected, and how much of it.
 *
 * @param executions the executions whose evidence is collected
 * @param sources the sources besides patterns
 * @param patterns of further files, with {@code {class}}, {@code {method}} and {@code {testCase}}
 * @param maxSize largest size of an attachment in bytes; larger files are linked
 * @param perResult maximum number of pieces of evidence per result
 * @param perPublication maximum number of attachments per publication
 */
public record EvidenceSettings(
        Executions executions,
        Set<Source> sources,
        List<String> patterns,
        long maxSize,
        int perResult,
        int perPublication) {

    /** The executions whose evidence is collected. */
    public enum Executions {
        FAILED,
        ALL,
        NONE
    }

    /** Whether any files are attached, and not only stack traces. */
    boolean attachesFiles() {
        return !patterns.isEmpty() || sources.stream().anyMatch(source -> source != Source.STACK_TRACE);
    }

    /** A source of evidence other than patterns. */
    public enum Source {
        /** Files that reports name or contain, such as {@code [[ATTACHMENT|path]]} in the output of the test. */
        MARKERS("markers"),
        /** Surefire's {@code -output.txt} beside the report. */
        OUTPUT("output"),
        /** The stack trace of a failure, if the notes do not hold all of it. */
        STACK_TRACE("stackTrace"),
        /** The output of a failed test in its report. Only if it is named, because it is large. */
        SYSTEM_OUT("systemOut");

        private final String text;

        Source(String text) {
            this.text = text;
        }

        /** The word used in settings. */
        public String text() {
            return text;
        }
    }

    public EvidenceSettings {
        requireNonNull(executions, "executions");
        sources = Set.copyOf(sources);
        patterns = List.copyOf(patterns);
    }
}
