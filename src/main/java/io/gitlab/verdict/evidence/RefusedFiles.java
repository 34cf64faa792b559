package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refused files by reason, each reported once even if many tests name it. */
final class RefusedFiles {
    private static final int NAMED = 3;

    private final Map<String, Set<String>> filesByReason = new LinkedHashMap<>();

    void add(String file, String reason) {
        filesByReason.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(file);
    }

    List<Finding> findings() {
        return filesByReason.entrySet().stream()
                .map(one -> Finding.warning(text(one.getKey(), List.copyOf(one.getValue()))))
                .toList();
    }

    private static String text(String reason, List<String> files) {
        return "Evidence left out, because it " + reason + ": " + FirstFew.of(files, NAMED) + ".";
    }
}
