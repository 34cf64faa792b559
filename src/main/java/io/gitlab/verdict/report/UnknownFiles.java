package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that the settings name or match, but that are no reports. */
final class UnknownFiles {
    private static final int NAMED = 5;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<String>> matched = new LinkedHashMap<>();
    private final Set<Path> seen = new HashSet<>();

    /** @param text what the file is, as a clause */
    void add(NamedReport file, String text) {
        if (!seen.add(file.path())) {
            return;
        }
        if (file.exact()) {
            findings.add(Finding.error("Report " + file.path() + " cannot be used: " + text
                    + ". Name a report in JUnit's XML format, whose root element is <testsuite> or <testsuites>."));
        } else {
            matched.computeIfAbsent(file.source(), absent -> new ArrayList<>()).add(file.path() + " (" + text + ")");
        }
    }

    /** An error for each file that a setting names, one warning for all files that a pattern matches. */
    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        matched.forEach((source, files) -> all.add(Finding.warning(files.size() + " of the files that " + source
                + " matches are left out, because they are no test reports: " + FirstFew.of(files, NAMED)
                + ". Use a pattern that matches reports only.")));
        return all;
    }
}
