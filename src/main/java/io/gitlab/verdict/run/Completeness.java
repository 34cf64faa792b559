package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.text.FirstFew;

/**
 * Whether a publication is complete.
 *
 * @param summary the publication
 */
record Completeness(PublicationSummary summary) {

    /** What is missing, in one line; empty if nothing is, or nothing was to be sent. */
    String incomplete() {
        return ConsoleSummary.printable(sentences());
    }

    private String sentences() {
        boolean complete = summary.unpublished().isEmpty() && summary.errors().isEmpty();
        if (summary.dryRun() || summary.skipped().isPresent() || complete) {
            return "";
        }
        if (summary.unpublished().isEmpty()) {
            return "The publication of build " + summary.build() + " is incomplete: "
                    + sentence(summary.errors().get(0)) + more(summary.errors().size() - 1);
        }
        return summary.unpublished().size() + " of " + summary.results() + " results of build " + summary.build()
                + " are not in the tracker ("
                + FirstFew.of(summary.unpublished().stream()
                        .map(PublicationSummary.Unpublished::testCase)
                        .toList())
                + "): " + sentence(summary.unpublished().get(0).reason())
                + " Fix the cause and run mvn verdict:replay, or mvn verdict:publish if the mapping has changed. Results"
                + " that are in the tracker are not written again.";
    }

    private static String more(int errors) {
        return errors == 0 ? "" : " " + errors + " more errors: see target/verdict/index.html.";
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    /** How many test executions have no test case, in a sentence; empty if all have one. */
    String unresolved() {
        return summary.unresolved() == 0
                ? ""
                : summary.unresolved()
                        + " test executions resolve to no test case. Fill in target/verdict/unresolved.yaml"
                        + " and append it to the mapping file.";
    }

    /** Fails the run, warns or does nothing, according to the policy. */
    static void apply(String policy, String message, Console console) throws RunFailedException {
        if (message.isEmpty() || policy.equals("ignore")) {
            return;
        }
        if (policy.equals("fail")) {
            throw new RunFailedException(message);
        }
        console.finding(Finding.warning(message));
    }
}
