package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One {@code <testcase>} of a report: a test that ran, or was skipped, once.
 *
 * @param test the test
 * @param ending how the execution ended
 * @param date when the test ran: the report's timestamp, else the file's modification time in whole seconds; never in the
 *     future
 * @param duration how long it took; empty if the report gives no plausible duration
 * @param evidence files that belong to the execution: those that its output names, until the files are searched for
 * @param publication the {@code publication.json} of another job that lists the execution; empty: it is of this run
 * @param labels texts that may hold ids of test cases, in the order of the reports
 */
public record TestExecution(
        ReportedTest test,
        Ending ending,
        Instant date,
        Optional<Duration> duration,
        List<EvidenceFile> evidence,
        Optional<Path> publication,
        List<Label> labels) {

    public TestExecution {
        requireNonNull(test, "test");
        requireNonNull(ending, "ending");
        requireNonNull(date, "date");
        requireNonNull(duration, "duration");
        evidence = List.copyOf(evidence);
        requireNonNull(publication, "publication");
        labels = List.copyOf(labels);
    }

    /** An execution without labels. */
    public TestExecution(
            ReportedTest test,
            Ending ending,
            Instant date,
            Optional<Duration> duration,
            List<EvidenceFile> evidence,
            Optional<Path> publication) {
        this(test, ending, date, duration, evidence, publication, List.of());
    }

    /** An execution of this run. */
    public TestExecution(
            ReportedTest test, Ending ending, Instant date, Optional<Duration> duration, List<EvidenceFile> evidence) {
        this(test, ending, date, duration, evidence, Optional.empty());
    }

    /** An execution of unknown duration, without evidence. */
    public static TestExecution of(ReportedTest test, Ending ending, Instant date) {
        return new TestExecution(test, ending, date, Optional.empty(), List.of());
    }

    /** The same execution with that duration. */
    public TestExecution withDuration(Duration other) {
        return new TestExecution(test, ending, date, Optional.of(other), evidence, publication, labels);
    }

    /** The same execution with another ending. */
    public TestExecution withEnding(Ending other) {
        return new TestExecution(test, other, date, duration, evidence, publication, labels);
    }

    /** The same execution with another outcome. */
    public TestExecution withOutcome(Outcome other) {
        return withEnding(new Ending(other, problems(), skipReason()));
    }

    /** The same execution of a test with another name. */
    public TestExecution withName(String other) {
        return new TestExecution(test.withName(other), ending, date, duration, evidence, publication, labels);
    }

    /** The same execution in another configuration. */
    public TestExecution withVariant(String other) {
        return new TestExecution(test.withVariant(other), ending, date, duration, evidence, publication, labels);
    }

    /** The same execution at another date. */
    public TestExecution withDate(Instant other) {
        return new TestExecution(test, ending, other, duration, evidence, publication, labels);
    }

    /** The same execution with these files. */
    public TestExecution withEvidence(List<EvidenceFile> other) {
        return new TestExecution(test, ending, date, duration, other, publication, labels);
    }

    /** The same execution with these labels. */
    public TestExecution withLabels(List<Label> other) {
        return new TestExecution(test, ending, date, duration, evidence, publication, other);
    }

    public String module() {
        return test.module();
    }

    public String variant() {
        return test.variant();
    }

    public String suite() {
        return test.suite();
    }

    public String className() {
        return test.className();
    }

    public String name() {
        return test.name();
    }

    public Outcome outcome() {
        return ending.outcome();
    }

    public List<Problem> problems() {
        return ending.problems();
    }

    public String skipReason() {
        return ending.skipReason();
    }

    /** As {@link ReportedTest#classLevel}. */
    public boolean classLevel() {
        return test.classLevel();
    }

    /** As {@link ReportedTest#displayName}. */
    public String displayName() {
        return test.displayName();
    }
}
