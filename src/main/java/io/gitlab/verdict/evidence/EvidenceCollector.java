package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.outbox.Spool;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the evidence of each result's executions, and brings what may leave into the spool. */
public final class EvidenceCollector {
    private static final Set<Outcome> FAILED = Set.of(Outcome.FAILED, Outcome.ERRORED);

    private final EvidenceSettings settings;
    private final EvidenceDirectories places;
    private final Redaction redaction;
    private final Function<Path, Optional<URI>> artifact;

    /** @param artifact where the CI keeps a file of the project after the job; empty when it does not */
    public EvidenceCollector(
            EvidenceSettings settings,
            EvidenceDirectories places,
            Redaction redaction,
            Function<Path, Optional<URI>> artifact) {
        this.settings = settings;
        this.places = places;
        this.redaction = redaction;
        this.artifact = artifact;
    }

    /** What masks the secrets of this run. */
    public Redaction redaction() {
        return redaction;
    }

    /**
     * Collects for all results.
     *
     * @param resolutions what the results' executions are positions of
     * @param spool keeps what shall be attached
     */
    public CollectedEvidence collect(List<Result> results, List<Resolution> resolutions, Spool spool) {
        if (settings.executions() == EvidenceSettings.Executions.NONE) {
            return CollectedEvidence.NOTHING;
        }
        EvidenceCollection collection = new EvidenceCollection(
                settings, places, new SpoolWriter(redaction, settings.maxSize(), spool), artifact);
        EvidenceFinder sources = new EvidenceFinder(settings, places);
        for (Result result : results) {
            collection.begin(result);
            for (int position : result.executions()) {
                TestExecution execution = resolutions.get(position).execution();
                if (wanted(execution)) {
                    sources.find(
                                    execution,
                                    result.key().testCase(),
                                    result.executions().size() > 1)
                            .forEach(candidate -> collection.add(execution, candidate));
                }
            }
        }
        return collection.finish();
    }

    private boolean wanted(TestExecution execution) {
        return settings.executions() == EvidenceSettings.Executions.ALL || FAILED.contains(execution.outcome());
    }
}
