package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code <testcase>} of a report: a test that was run, or skipped, once.
 *
 * @param module the Maven module it ran in; empty when the report belongs to none
 * @param variant the report name suffix, which tells configurations such as browsers apart; empty when there is none
 * @param suite name of the enclosing test suite without the suffix; empty when the report has none
 * @param className the class as the report names it, without the suffix; may be a display name, never null
 * @param name the test as the report names it, with parameter types and index; may be empty
 * @param outcome how it ended
 * @param date when it ran: the report's timestamp, else the file's modification time in whole seconds
 * @param duration how long it took; empty when the report does not tell or tells nonsense
 * @param problems failures and errors in the order of the report, those of re-runs and flaky runs included
 * @param skipReason why it was skipped; empty when it was not, or no reason is told
 * @param attachments paths of files that its output names as attachments, as written: they may be anything
 */
public record TestExecution(
        String module,
        String variant,
        String suite,
        String className,
        String name,
        Outcome outcome,
        Instant date,
        Optional<Duration> duration,
        List<Problem> problems,
        String skipReason,
        List<String> attachments) {

    private static final Set<String> CLASS_LEVEL_NAMES = Set.of("", "null", "initializationError", "executionError");

    public TestExecution {
        requireNonNull(module, "module");
        requireNonNull(variant, "variant");
        requireNonNull(suite, "suite");
        requireNonNull(className, "className");
        requireNonNull(name, "name");
        requireNonNull(outcome, "outcome");
        requireNonNull(date, "date");
        requireNonNull(duration, "duration");
        problems = List.copyOf(problems);
        requireNonNull(skipReason, "skipReason");
        attachments = List.copyOf(attachments);
    }

    /** An execution whose output names no attachments. */
    public TestExecution(
            String module,
            String variant,
            String suite,
            String className,
            String name,
            Outcome outcome,
            Instant date,
            Optional<Duration> duration,
            List<Problem> problems,
            String skipReason) {
        this(module, variant, suite, className, name, outcome, date, duration, problems, skipReason, List.of());
    }

    /** Whether this tells of the class as a whole ({@code @BeforeAll}, constructor, {@code @AfterAll}), not of a test. */
    public boolean classLevel() {
        return CLASS_LEVEL_NAMES.contains(name) || name.equals(className);
    }

    /** The same execution, if it had ended so. */
    public TestExecution withOutcome(Outcome other) {
        return new TestExecution(
                module, variant, suite, className, name, other, date, duration, problems, skipReason, attachments);
    }

    /** {@code shop.CartIT.adds(int)[1]}, with the variant in brackets when there is one. */
    public String displayName() {
        String where = name.isEmpty() ? className : className + "." + name;
        return variant.isEmpty() ? where : where + " (" + variant + ")";
    }
}
