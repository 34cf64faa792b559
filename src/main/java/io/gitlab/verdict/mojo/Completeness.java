package io.gitlab.verdict.mojo;

import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.text.FirstFew;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;

/** What an incomplete publication means for the build. */
record Completeness(PublicationSummary summary) {

    private boolean complete() {
        return summary.unpublished().isEmpty() && summary.errors().isEmpty();
    }

    /** @return what is missing, in a sentence or two; empty when nothing is, or nothing was to be sent */
    String incomplete() {
        return ConsoleSummary.printable(sentences());
    }

    private String sentences() {
        if (summary.dryRun() || summary.skipped().isPresent() || complete()) {
            return "";
        }
        if (summary.unpublished().isEmpty()) {
            return "The publication of build " + summary.build() + " is incomplete: "
                    + sentence(summary.errors().get(0)) + more(summary.errors().size() - 1);
        }
        List<String> testCases = summary.unpublished().stream()
                .map(PublicationSummary.Unpublished::testCase)
                .toList();
        return summary.unpublished().size() + " of " + summary.results() + " results of build " + summary.build()
                + " are not in the tracker (" + FirstFew.of(testCases) + "): "
                + sentence(summary.unpublished().get(0).reason())
                + " Mend that and run mvn verdict:replay, or mvn verdict:publish after a change of the mapping; what is there"
                + " is not written again.";
    }

    private static String more(int errors) {
        return errors == 0 ? "" : " target/verdict/index.html names what else went wrong: " + errors + " more.";
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    void failIfIncomplete() throws MojoFailureException {
        String missing = incomplete();
        if (!missing.isEmpty()) {
            throw new MojoFailureException(missing);
        }
    }

    /** @return how many tests nobody mapped, in a sentence; empty when all are mapped */
    String unresolved() {
        return summary.unresolved() == 0
                ? ""
                : summary.unresolved()
                        + " test executions resolve to no test case. Fill in target/verdict/unresolved.yaml"
                        + " and append it to the mapping file.";
    }
}
