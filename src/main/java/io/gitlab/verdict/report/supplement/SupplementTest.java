package io.gitlab.verdict.report.supplement;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.TestExecution;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a supplement says about one attempt of a test.
 *
 * @param identity the same for all attempts of one test (re-runs, retries) and for no other test or row of the module in this
 *     format, such as the unique id of the JUnit Platform; never empty
 * @param names the names that JUnit XML may give the test, the most reliable first; one with an empty class is that of a test
 *     whose class the supplement does not know
 * @param start when it started, which orders the attempts and rows of one name; empty if unknown
 * @param labels texts that may hold ids of test cases
 * @param evidence files that belong to it
 * @param execution the execution as this supplement reports it, which counts if no JUnit XML report has the test; empty if the
 *     format is not a report of its own
 */
public record SupplementTest(
        String identity,
        List<Name> names,
        Optional<Instant> start,
        List<Label> labels,
        List<EvidenceFile> evidence,
        Optional<TestExecution> execution) {
    /**
     * A name of a test in JUnit XML.
     *
     * @param className the class, or another text in its place
     * @param test the test with parameter types and invocation
     */
    public record Name(String className, String test) {
        public Name {
            requireNonNull(className, "className");
            requireNonNull(test, "test");
        }
    }

    public SupplementTest {
        requireNonNull(identity, "identity");
        names = List.copyOf(names);
        requireNonNull(start, "start");
        labels = List.copyOf(labels);
        evidence = List.copyOf(evidence);
        requireNonNull(execution, "execution");
    }
}
