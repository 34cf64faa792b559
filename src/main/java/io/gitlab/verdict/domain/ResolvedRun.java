package io.gitlab.verdict.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A test run, read and resolved.
 *
 * @param reportFiles number of report files read
 * @param resolutions each execution with the test cases that it verifies, absent tests included
 * @param findings problems of reading and resolving
 */
public record ResolvedRun(int reportFiles, List<Resolution> resolutions, List<Finding> findings) {
    private static final Set<Outcome> DID_NOT_RUN = Set.of(Outcome.SKIPPED, Outcome.ABSENT);

    public ResolvedRun {
        resolutions = List.copyOf(resolutions);
        findings = List.copyOf(findings);
    }

    /** The same run with further findings. */
    public ResolvedRun with(List<Finding> further) {
        return new ResolvedRun(
                reportFiles,
                resolutions,
                Stream.concat(findings.stream(), further.stream()).toList());
    }

    /**
     * The error that tests ran, and none has a test case. Empty if one has, if none ran, or if none of them needs one. Equal
     * for equal resolutions.
     */
    public Optional<Finding> noneResolved() {
        long ran = resolutions.stream()
                .filter(Resolution::unresolved)
                .filter(resolution ->
                        !DID_NOT_RUN.contains(resolution.execution().outcome()))
                .count();
        return ran == 0 || resolutions.stream().anyMatch(Resolution::resolved)
                ? Optional.empty()
                : Optional.of(Finding.error("None of the " + ran + " test executions that ran has a test case, so no"
                        + " result is published. Add test case ids to the tests, or to the mapping file: unresolved.yaml"
                        + " lists the tests. If the tests have ids, correct <idPattern> or the tracker's project."));
    }
}
