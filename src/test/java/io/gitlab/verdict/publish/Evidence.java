package io.gitlab.verdict.publish;

import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceDirectories;
import io.gitlab.verdict.evidence.EvidenceSettings;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.evidence.Redaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What collects evidence in tests. */
final class Evidence {
    private Evidence() {}

    /** Collects nothing. */
    static EvidenceCollector none() {
        return of(Path.of("."), Executions.NONE);
    }

    /** What the tests name, in a directory. */
    static EvidenceCollector of(Path directory, Executions executions) {
        return new EvidenceCollector(
                new EvidenceSettings(executions, Set.of(Source.MARKERS), List.of(), 5 << 20, 20, 5000),
                new EvidenceDirectories(directory, Map.of(), Map.of(), Optional.empty(), List.of()),
                Redaction.of(Map.of(), Set.of(), Stream.empty(), List.of()),
                path -> Optional.empty());
    }
}
