package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.domain.RuleTrial;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.domain.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Executions that failed, and their results. */
final class Failed {
    static final Instant DATE = Instant.parse("2026-11-21T20:15:03Z");

    private Failed() {}

    static Resolution resolution(String testCase, List<String> attachments) {
        return resolution(testCase, "shop.CartIT", "adds(int)[1]", "at shop.CartIT.adds(CartIT.java:4)", attachments);
    }

    static Resolution resolution(
            String testCase, String className, String name, String trace, List<String> attachments) {
        TestExecution execution = new TestExecution(
                new ReportedTest("", "", className, className, name),
                Ending.of(Outcome.FAILED, new Problem(Problem.Kind.FAILURE, "java.lang.AssertionError", "no", trace)),
                DATE,
                Optional.empty(),
                EvidenceFile.named(attachments));
        return new Resolution(execution, List.of(testCase), Rule.NAME, List.of(new RuleTrial(Rule.NAME, "found")));
    }

    static Result result(String testCase, Integer... executions) {
        return new Result(
                new ResultKey(testCase, DATE), Verdict.FAIL, Duration.ZERO, "failed", Arrays.asList(executions));
    }
}
