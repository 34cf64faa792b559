package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a setting that matched something, and whether that was a report. */
final class ReportSources {
    private final Map<String, Path> fruitless = new LinkedHashMap<>();

    ReportSources(ReportSet reports) {
        reports.directories().stream()
                .filter(directory -> !directory.source().isEmpty())
                .forEach(directory -> fruitless.putIfAbsent(directory.source(), directory.path()));
        reports.files().stream()
                .filter(file -> !file.source().isEmpty())
                .forEach(file -> fruitless.putIfAbsent(file.source(), file.path()));
    }

    /** Notes that a part matches at least one report. */
    void found(String source) {
        fruitless.remove(source);
    }

    /** A warning for each part that matches no report. */
    List<Finding> findings() {
        return fruitless.entrySet().stream()
                .map(entry -> Finding.warning("No test report is found by " + entry.getKey() + ", which matches "
                        + entry.getValue()
                        + ". Correct it, or run the tests that write the reports. Only a pattern that"
                        + " ends with /** includes subdirectories."))
                .toList();
    }
}
