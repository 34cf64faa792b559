package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Finding;
import java.util.List;

/**
 * What waits in an outbox.
 *
 * @param ids of the entries that can be read, the oldest first
 * @param findings entries that cannot be read, with the reason and what to do
 */
public record Waiting(List<String> ids, List<Finding> findings) {
    public Waiting {
        ids = List.copyOf(ids);
        findings = List.copyOf(findings);
    }
}
