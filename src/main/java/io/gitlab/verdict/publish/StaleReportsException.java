package io.gitlab.verdict.publish;

import java.nio.file.Path;
import java.util.List;

/** There are reports of an earlier run, and {@code staleReports} is set to fail then. */
public final class StaleReportsException extends Exception {
    /** @param stale which, at least one */
    public StaleReportsException(List<Path> stale) {
        super(stale.size() + " reports were written before this build began, such as " + stale.get(0)
                + ". Run mvn clean, or set <staleReports> to skip or publish.");
    }
}
