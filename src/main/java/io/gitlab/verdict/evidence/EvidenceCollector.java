package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.time.Deadline;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds the evidence of test executions, and stores the files to attach in the spool. */
public final class EvidenceCollector {
    private static final String STACK_TRACE = "stack-trace.txt";
    private static final Set<Outcome> FAILED = Set.of(Outcome.FAILED, Outcome.ERRORED);

    private final EvidenceSettings settings;
    private final EvidenceDirectories directories;
    private final Redaction redaction;
    private final Function<Path, Optional<URI>> artifact;

    /** @param artifact the address at which the CI system keeps a file of the project after the job; empty if there is none */
    public EvidenceCollector(
            EvidenceSettings settings,
            EvidenceDirectories directories,
            Redaction redaction,
            Function<Path, Optional<URI>> artifact) {
        this.settings = settings;
        this.directories = directories;
        this.redaction = redaction;
        this.artifact = artifact;
    }

    /**
     * Prepares a run for planning: masks secrets in texts and finds evidence files. Reads no evidence.
     *
     * @param run as read
     */
    public ResolvedRun prepare(ResolvedRun run) {
        EvidenceFinder finder = new EvidenceFinder(settings, directories);
        List<Resolution> resolutions =
                run.resolutions().stream().map(one -> withFiles(one, finder)).toList();
        List<Finding> findings = Stream.concat(run.findings().stream(), finder.findings().stream())
                .toList();
        return redaction.mask(new ResolvedRun(run.reportFiles(), resolutions, findings));
    }

    private Resolution withFiles(Resolution resolution, EvidenceFinder finder) {
        TestExecution execution = resolution.execution();
        return resolution.resolved() && wanted(execution)
                ? resolution.of(execution.withEvidence(finder.find(execution, resolution.testCases())))
                : resolution;
    }

    /**
     * Collects the evidence of all results.
     *
     * @param resolutions the prepared run's, to which the positions of the results' executions refer
     * @param notes the stack traces that need not be attached
     * @param spool stores what will be attached
     * @param deadline the publication's; when half of its budget is used, the rest of the evidence is left out and named,
     *     so that slow files do not use the time for the results
     */
    public CollectedEvidence collect(
            List<Result> results,
            List<Resolution> resolutions,
            StackTracesInNotes notes,
            Spool spool,
            Deadline deadline) {
        if (settings.executions() == EvidenceSettings.Executions.NONE) {
            return CollectedEvidence.NOTHING;
        }
        EvidenceCollection collection = new EvidenceCollection(
                settings, directories, new SpoolWriter(redaction, settings.maxSize(), spool), artifact, deadline);
        for (Result result : results) {
            collection.begin(result);
            for (int position : result.executions()) {
                TestExecution execution = resolutions.get(position).execution();
                if (wanted(execution)) {
                    if (attachesTraceOf(execution) && !notes.hold(result, position)) {
                        collection.addText(execution, STACK_TRACE, StackTraceText.of(execution));
                    }
                    execution.evidence().stream()
                            .filter(file -> file.belongsTo(result.key().testCase()))
                            .forEach(file -> collection.addFile(execution, file));
                }
            }
        }
        return collection.finish();
    }

    private boolean attachesTraceOf(TestExecution execution) {
        return settings.sources().contains(EvidenceSettings.Source.STACK_TRACE)
                && !execution.problems().isEmpty();
    }

    private boolean wanted(TestExecution execution) {
        return settings.executions() == EvidenceSettings.Executions.ALL || FAILED.contains(execution.outcome());
    }
}
