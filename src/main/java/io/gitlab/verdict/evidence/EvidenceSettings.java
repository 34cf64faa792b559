package io.gitlab.verdict.evidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;

/**
 * What is taken for evidence, and how much of it.
 *
 * @param executions whose evidence is collected
 * @param sources where it is found
 * @param patterns of further files, with {@code {class}}, {@code {method}} and {@code {testCase}}
 * @param maxSize how many bytes an attachment may have; larger files are linked
 * @param perResult how many pieces of evidence a result may have
 * @param perPublication how many attachments a publication may have
 */
public record EvidenceSettings(
        Executions executions,
        Set<Source> sources,
        List<String> patterns,
        long maxSize,
        int perResult,
        int perPublication) {

    /** Whose evidence is collected. */
    public enum Executions {
        FAILED,
        ALL,
        NONE
    }

    /** Where evidence is found, besides by patterns. */
    public enum Source {
        /** {@code [[ATTACHMENT|path]]} in the output of the test. */
        MARKERS("markers"),
        /** Surefire's {@code -output.txt} beside the report. */
        OUTPUT("output"),
        /** The failure's stack trace, when the notes do not show all of it. */
        STACK_TRACE("stackTrace");

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
