package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import java.util.List;

/**
 * The outcome of a replay.
 *
 * @param publications each publication that was tried
 * @param findings findings about the outbox itself, such as damaged entries
 */
public record ReplayReport(List<ReplayedPublication> publications, List<Finding> findings) {
    public ReplayReport {
        publications = List.copyOf(publications);
        findings = List.copyOf(findings);
    }

    /** How many publications still wait, even if only to be verified. */
    public long waiting() {
        return publications.stream().filter(one -> !one.complete()).count();
    }

    /** How many entries cannot be read. */
    public long unreadable() {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
    }
}
