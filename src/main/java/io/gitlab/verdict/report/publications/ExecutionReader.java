package io.gitlab.verdict.report.publications;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.output.ExecutionEntry;
import io.gitlab.verdict.output.ExecutionEntry.EvidenceEntry;
import io.gitlab.verdict.output.ExecutionEntry.ProblemEntry;
import io.gitlab.verdict.output.PublicationDocument;
import io.gitlab.verdict.report.input.TextBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns the executions of a {@code publication.json} into test executions, complete but for the suite.
 *
 * @param publication the file
 * @param budget limits the texts that are kept
 */
public record ExecutionReader(Path publication, TextBudget budget) {

    private static final double LONGEST = Duration.ofDays(3650).toSeconds();

    Resolution read(ExecutionEntry entry, String variant) {
        TestExecution execution = new TestExecution(
                new ReportedTest(orEmpty(entry.module()), variant, "", entry.className(), entry.name()),
                ending(entry),
                PublicationDocument.plausible(entry.date()),
                duration(entry),
                entry.evidence().stream()
                        .filter(file -> budget.takePath(file.path()))
                        .map(this::file)
                        .toList(),
                Optional.of(publication));
        return new Resolution(
                execution,
                entry.testCases(),
                new Rule(entry.rule()),
                entry.trials().stream()
                        .map(trial -> new RuleTrial(
                                new Rule(trial.rule()),
                                trial.finding(),
                                trial.nearMisses().stream()
                                        .map(ExecutionEntry.NearMissEntry::nearMiss)
                                        .toList()))
                        .toList(),
                entry.unchecked());
    }

    private Ending ending(ExecutionEntry entry) {
        List<Problem> problems = entry.problems().map(this::problem).toList();
        Outcome outcome = Outcome.valueOf(entry.outcome().toUpperCase(Locale.ROOT));
        return new Ending(outcome, problems, orEmpty(entry.skipReason()));
    }

    private Problem problem(ProblemEntry entry) {
        return new Problem(
                Problem.Kind.valueOf(entry.kind().toUpperCase(Locale.ROOT)),
                orEmpty(entry.type()),
                budget.keepMessage(orEmpty(entry.message())),
                budget.keepDetail(orEmpty(entry.detail())));
    }

    private EvidenceFile file(EvidenceEntry entry) {
        return new EvidenceFile(
                entry.path(),
                entry.size() == null ? OptionalLong.empty() : OptionalLong.of(entry.size()),
                Optional.ofNullable(entry.testCase()),
                Optional.of(publication));
    }

    private static Optional<Duration> duration(ExecutionEntry entry) {
        return Optional.ofNullable(entry.duration())
                .filter(seconds -> seconds >= 0 && seconds <= LONGEST)
                .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
