package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Files that the {@code publication.json} of another job lists but that this job does not have, by result. */
final class MissingFiles {
    /** Why such a file is not attached. */
    static final String REASON = "is not among the artifacts of this job, or has another size there";

    private static final int MOST_FINDINGS = 50;

    private final Map<Missing, Set<String>> files = new LinkedHashMap<>();

    private record Missing(String testCase, Path publication) {}

    void add(String testCase, Path publication, String file) {
        files.computeIfAbsent(new Missing(testCase, publication), key -> new LinkedHashSet<>())
                .add(file);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        files.entrySet().stream()
                .limit(MOST_FINDINGS)
                .map(one -> finding(one.getKey(), one.getValue()))
                .forEach(findings::add);
        if (files.size() > MOST_FINDINGS) {
            findings.add(Finding.warning("Evidence of " + (files.size() - MOST_FINDINGS)
                    + " more results is left out for the same reason; see attachments[] in publication.json."));
        }
        return findings;
    }

    private static Finding finding(Missing missing, Set<String> names) {
        return Finding.warning("Evidence of " + missing.testCase() + " left out: " + FirstFew.of(names) + ", listed in "
                + missing.publication() + ": each " + REASON
                + ". Keep these files as artifacts of the job that ran the tests, in a directory that no other job"
                + " overwrites, at the same path below the project or below the directory of its publication.json.");
    }
}
