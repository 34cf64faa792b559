package io.gitlab.verdict.output;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.NearMiss;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A test execution in {@code publication.json}.
 *
 * @param problem the first problem, null if there is none
 * @param otherProblems the further problems, such as those of re-runs
 * @param evidence files that belong to the execution
 * @param unchecked as {@link Resolution#unchecked}
 */
public record ExecutionEntry(
        @JsonProperty("class") String className,
        String name,
        String module,
        String variant,
        String outcome,
        String date,
        Double duration,
        List<String> testCases,
        String rule,
        List<TrialEntry> trials,
        ProblemEntry problem,
        List<ProblemEntry> otherProblems,
        String skipReason,
        List<EvidenceEntry> evidence,
        boolean unchecked) {

    public ExecutionEntry {
        testCases = List.copyOf(testCases);
        trials = List.copyOf(trials);
        // Null if written by a version without these components.
        otherProblems = otherProblems == null ? List.of() : List.copyOf(otherProblems);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }

    static ExecutionEntry of(Resolution resolution) {
        TestExecution execution = resolution.execution();
        List<ProblemEntry> problems =
                execution.problems().stream().map(ProblemEntry::of).toList();
        return new ExecutionEntry(
                execution.className(),
                execution.name(),
                PublicationDocument.orNull(execution.module()),
                PublicationDocument.orNull(execution.variant()),
                execution.outcome().text(),
                PublicationDocument.MILLIS.format(execution.date()),
                execution.duration().map(PublicationDocument::seconds).orElse(null),
                resolution.testCases(),
                resolution.rule().text(),
                resolution.trials().stream().map(TrialEntry::of).toList(),
                problems.stream().findFirst().orElse(null),
                problems.stream().skip(1).toList(),
                PublicationDocument.orNull(execution.skipReason()),
                execution.evidence().stream().map(EvidenceEntry::of).toList(),
                resolution.unchecked());
    }

    /** All problems in the order of the report. */
    public Stream<ProblemEntry> problems() {
        return Stream.concat(Stream.ofNullable(problem), otherProblems.stream());
    }

    String displayName() {
        return name.isEmpty() ? className : className + "." + name;
    }

    /** The near misses of all rules, each as a phrase. */
    List<String> nearMisses() {
        return trials.stream()
                .flatMap(trial -> trial.nearMisses().stream())
                .map(miss -> miss.nearMiss().phrase())
                .toList();
    }

    boolean exempt() {
        return rule.equals(Rule.EXEMPT.text());
    }

    boolean unresolved() {
        return rule.equals(Rule.NONE.text());
    }

    /** One rule that was tried. */
    public record TrialEntry(
            String rule,
            String finding,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NearMissEntry> nearMisses) {
        public TrialEntry {
            // Null if there are none.
            nearMisses = nearMisses == null ? List.of() : List.copyOf(nearMisses);
        }

        private static TrialEntry of(RuleTrial trial) {
            return new TrialEntry(
                    trial.rule().text(),
                    trial.finding(),
                    trial.nearMisses().stream().map(NearMissEntry::of).toList());
        }
    }

    /**
     * A text that looks like an id and was not taken for one.
     *
     * @param id the id that it looks like; null: it is an id of another project
     */
    public record NearMissEntry(String text, String id) {
        private static NearMissEntry of(NearMiss miss) {
            return new NearMissEntry(miss.text(), miss.id().orElse(null));
        }

        /** The near miss. */
        public NearMiss nearMiss() {
            return new NearMiss(text, Optional.ofNullable(id));
        }
    }

    /** @param detail the stack trace */
    public record ProblemEntry(String kind, String type, String message, String detail) {
        private static ProblemEntry of(Problem problem) {
            return new ProblemEntry(
                    problem.kind().name().toLowerCase(Locale.ROOT),
                    PublicationDocument.orNull(problem.type()),
                    PublicationDocument.orNull(problem.message()),
                    PublicationDocument.orNull(problem.detail()));
        }
    }

    /**
     * A file.
     *
     * @param path relative to the project; absolute if the file is outside of it; of a file that was not found: as the
     *     output of the test names it
     * @param size in bytes, null if the file was not found
     * @param testCase the only test case that the file belongs to; null: all of the execution's
     */
    public record EvidenceEntry(String path, Long size, String testCase) {
        public EvidenceEntry {
            Objects.requireNonNull(path, "path");
        }

        private static EvidenceEntry of(EvidenceFile file) {
            return new EvidenceEntry(
                    file.path(),
                    file.size().isPresent() ? file.size().getAsLong() : null,
                    file.testCase().orElse(null));
        }
    }
}
