package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The publications that the tests of this package use. */
final class SampleReports {

    static final Instant DATE = Instant.parse("2026-11-21T20:15:03.120456Z");

    private static final CiRun JOB = new CiRun(
            "90210",
            "firefox, 17",
            List.of(new CiRun.Link("job", "90210", URI.create("https://gitlab.example/acme/shop/-/jobs/90210"))));

    private SampleReports() {}

    /** The same, skipped for that reason. */
    static PublicationReport skipped(PublicationReport report, String reason) {
        return PublicationReport.of(report.tracker(), report.build(), report.date(), report.ci())
                .id(report.id())
                .dryRun(report.dryRun())
                .skipped(Optional.of(reason))
                .reportFiles(report.reportFiles())
                .results(report.results())
                .attachments(report.attachments())
                .resolutions(report.resolutions())
                .findings(report.findings())
                .build();
    }

    /** One result of each state, one execution without test case, one finding. */
    static PublicationReport mixed() {
        return report(
                List.of(
                        status("TC1", Verdict.PASS, State.PUBLISHED, "", "https://tracker.example/#/TC1", 0),
                        status("TC2", Verdict.FAIL, State.UNPUBLISHED, "tracker unavailable", "", 1),
                        status("TC3", Verdict.PASS, State.ALREADY_THERE, "", "https://tracker.example/#/TC3", 0)),
                List.of(
                        resolution("shop.CartTest", "adds(int)[1]", Outcome.PASSED, "", "TC1", "TC3"),
                        resolution("shop.CartTest", "removes", Outcome.FAILED, "expected: <1> but was: <2>", "TC2"),
                        resolution("shop.PriceTest", "rounds", Outcome.PASSED, "")),
                List.of(Finding.warning("TEST-shop.Old.xml was written before this build and is skipped")));
    }

    /** One execution, one result, one finding, all of whose texts are this one. */
    static PublicationReport saying(String text) {
        return report(
                List.of(status(text, Verdict.FAIL, State.UNPUBLISHED, text, "", 0)),
                List.of(
                        resolution(text, text, Outcome.FAILED, text, text),
                        resolution(text, text, Outcome.ERRORED, text)),
                List.of(Finding.error(text)));
    }

    static PublicationReport linkingTo(String url) {
        return report(
                List.of(status("TC1", Verdict.PASS, State.PUBLISHED, "", url, 0)),
                List.of(resolution("shop.CartTest", "adds", Outcome.PASSED, "", "TC1")),
                List.of());
    }

    /** That many executions in classes of fifty, each with its own test case; every seventh is not published. */
    static PublicationReport large(int executions) {
        return report(
                IntStream.range(0, executions)
                        .mapToObj(i -> i % 7 == 0
                                ? status("TC" + i, Verdict.FAIL, State.UNPUBLISHED, "did not persist", "", i)
                                : status(
                                        "TC" + i, Verdict.PASS, State.PUBLISHED, "", "https://tracker.example/" + i, i))
                        .toList(),
                IntStream.range(0, executions)
                        .mapToObj(i -> resolution(
                                "shop.Generated" + i / 50 + "Test",
                                "test(int)[" + i + "]",
                                i % 7 == 0 ? Outcome.FAILED : Outcome.PASSED,
                                i % 7 == 0 ? "expected: <true> but was: <false>" : "",
                                "TC" + i))
                        .toList(),
                List.of());
    }

    static PublicationReport empty() {
        return report(List.of(), List.of(), List.of());
    }

    static PublicationReport report(List<ResultStatus> results, List<Resolution> resolutions, List<Finding> findings) {
        return PublicationReport.of("rally", "GitLab-4711", DATE, JOB)
                .id("GitLab-4711-5b3c")
                .reportFiles(4)
                .trackerUrl(Optional.of(URI.create("https://tracker.example/#/TS42")))
                .results(results)
                .resolutions(resolutions)
                .findings(findings)
                .build();
    }

    static ResultStatus status(
            String testCase, Verdict verdict, State state, String reason, String url, Integer... executions) {
        Result result = new Result(
                new ResultKey(testCase, DATE), verdict, Duration.ofMillis(1234), "notes", List.of(executions));
        return new ResultStatus(result, state, reason, url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url)));
    }

    static Resolution resolution(String type, String name, Outcome outcome, String problem, String... testCases) {
        List<Problem> problems = new ArrayList<>();
        if (!problem.isEmpty()) {
            problems.add(new Problem(Problem.Kind.FAILURE, "org.opentest4j.AssertionFailedError", problem, "at ..."));
        }
        TestExecution execution = TestExecution.of(
                        new ReportedTest("shop-web", "", type, type, name), new Ending(outcome, problems, ""), DATE)
                .withDuration(Duration.ofMillis(12));
        return new Resolution(
                execution,
                List.of(testCases),
                testCases.length == 0 ? Rule.NONE : Rule.ANNOTATION,
                List.of(
                        new RuleTrial(Rule.MAPPING, "no row matches"),
                        new RuleTrial(Rule.ANNOTATION, "looked at the method")));
    }
}
