package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.publish.ResolveTests;
import io.gitlab.verdict.publish.TestSources;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.report.publications.CollectedPublications;
import io.gitlab.verdict.resolve.ReviewQueue;
import io.gitlab.verdict.text.FirstFew;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the test executions of a build and finds their test cases. A run without test executions gets a finding. */
final class ReadTests {
    private final FrontEnd frontEnd;
    private final TestSettings settings;
    private final TestSources sources;
    private final ResolveTests tests;

    /** @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is invalid */
    ReadTests(FrontEnd frontEnd, TrackerChoice choice) {
        this.frontEnd = frontEnd;
        this.settings = new TestSettings(frontEnd, choice);
        this.sources = settings.sources();
        this.tests = new ResolveTests(sources);
    }

    /** Whether any test ran in this build. */
    boolean anyFresh() {
        return tests.anyFresh();
    }

    /** The reports that are read. */
    ReportSet reports() {
        return sources.reports();
    }

    ResolvedRun read() throws StaleReportsException {
        ResolvedRun run = readAll();
        return run.with(run.noneResolved().stream().toList());
    }

    private ResolvedRun readAll() throws StaleReportsException {
        if (!settings.publications().isEmpty()) {
            return collected();
        }
        ResolvedRun run = tests.run();
        return run.reportFiles() > 0 ? run : run.with(List.of(noReports()));
    }

    private ResolvedRun collected() throws StaleReportsException {
        ResolvedRun own = frontEnd.settings().list(TestSettings.REPORTS).isEmpty()
                ? new ResolvedRun(0, List.of(), List.of())
                : tests.run();
        ProjectFiles search = new ProjectFiles(frontEnd.project());
        List<Path> files = settings.publicationFiles(search);
        if (files.isEmpty()) {
            String message =
                    "No file matches " + frontEnd.settings().asWritten(TestSettings.PUBLICATIONS) + ", which is "
                            + String.join(", ", settings.publications())
                            + ". " + TestSettings.KEEP_PUBLICATIONS;
            return own.with(List.of(Finding.error(message)));
        }
        return new CollectedPublications(files, settings.fence(), settings.staleReports())
                .addTo(own.with(search.findings()));
    }

    private Finding noReports() {
        if (frontEnd.invocation().testsSkipped()) {
            return Finding.info("There are no test reports, because the tests were skipped.");
        }
        List<String> set = settings.named();
        String setting = frontEnd.settings().asWritten(TestSettings.REPORTS);
        if (!set.isEmpty()) {
            return Finding.error("There are no test reports of this run in " + FirstFew.of(set) + ", which " + setting
                    + " names. Run the tests first, or correct " + setting + ".");
        }
        List<String> searched = reports().directories().stream()
                .map(one -> one.path().toString())
                .toList();
        String message = "There are no test reports of this run in "
                + (searched.isEmpty() ? "any directory" : FirstFew.of(searched)) + ". Run the tests first, or set "
                + setting + ".";
        return frontEnd.invocation().direct() ? Finding.error(message) : Finding.warning(message);
    }

    /** Writes the tests without test case, for review. */
    Path writeReviewQueue(ResolvedRun run) throws IOException {
        Path file = frontEnd.project().output().resolve(ReviewQueue.UNRESOLVED_YAML);
        ReviewQueue.write(file, run.resolutions());
        return file;
    }
}
