package io.gitlab.verdict.report;

import java.nio.file.Path;
import java.util.List;

/** Reports of an earlier run were found, and the settings demand a failure. */
public final class StaleReportsException extends Exception {
    /** @param stale the reports, at least one */
    public StaleReportsException(List<Path> stale) {
        super(stale.size() + " reports were written before this build began; the first is " + stale.get(0)
                + ". Run mvn clean, or set <staleReports> to skip or publish.");
    }
}
