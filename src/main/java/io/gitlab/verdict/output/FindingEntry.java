package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.Finding;
import java.util.Locale;

/** A finding in the JSON files. */
public record FindingEntry(String severity, String message) {

    private static final String ERROR = "error";

    static FindingEntry of(Finding finding) {
        return new FindingEntry(finding.severity().name().toLowerCase(Locale.ROOT), finding.message());
    }

    public boolean error() {
        return ERROR.equals(severity);
    }
}
