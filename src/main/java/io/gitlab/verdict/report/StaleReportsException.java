package io.gitlab.verdict.report;

import java.nio.file.Path;
import java.util.List;

/** Reports of an earlier run lie among those of this one, and the user asked not to go on then. */
public final class StaleReportsException extends Exception {
    /** @param stale which, at least one */
    public StaleReportsException(List<Path> stale) {
        super(stale.size() + " reports were written before this build began, the first is " + stale.get(0)
                + ". Run mvn clean, or set <staleReports> to skip or publish.");
    }
}
