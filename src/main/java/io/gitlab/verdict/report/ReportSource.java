package io.gitlab.verdict.report;

import java.nio.file.Path;

/**
 * One {@code <testsuite>} of a report, in which the order of executions is the order in which they ran.
 *
 * @param file the report
 * @param number position of the suite in the file
 * @param name name of the suite, without the report name suffix; may be empty
 * @param host its {@code hostname}, in which Playwright writes the project; may be empty
 * @param writer the tool that wrote the report
 */
record ReportSource(ReportFile file, int number, String name, String host, Writer writer) {

    /** The tools whose way to report re-runs is known. */
    enum Writer {
        /** Merges re-runs into one test case; tests of one name are rows or repetitions. Before 3.5.3 with exceptions. */
        SUREFIRE,
        /** Reports retried attempts as skipped, in any order. */
        TESTNG,
        /** The listener of the JUnit Platform: a second report of tests that Surefire or another tool reports, too. */
        JUNIT_PLATFORM,
        OTHER
    }

    /** The class that encloses all nested classes of the suite. */
    String topLevelClass() {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    /** The file that Surefire would write for {@link #topLevelClass}: the same for all nested classes of one configuration. */
    Path topLevelFile() {
        String written = file.path().getFileName().toString();
        return file.directory().resolve(written.replace(name, topLevelClass()));
    }
}
