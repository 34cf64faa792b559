package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.publish.ReplayReport;
import io.gitlab.verdict.publish.ReplayedPublication;
import io.gitlab.verdict.text.FirstFew;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * The console summary of replayed publications.
 *
 * @param console where it is shown
 */
record ReplaySummary(Console console) {

    void show(ReplayReport outcome) {
        outcome.findings().forEach(console::finding);
        outcome.publications().forEach(this::show);
    }

    private void show(ReplayedPublication replayed) {
        replayed.findings().forEach(console::finding);
        console.progress(replayed.tracker() + ", build " + replayed.build() + ": "
                + replayed.results().size() + " results, " + replayed.count(State.PUBLISHED) + " published, "
                + replayed.count(State.ALREADY_THERE) + " already there, " + replayed.count(State.UNPUBLISHED)
                + " not published");
        if (!replayed.attachments().isEmpty()) {
            console.progress("Attachments: " + replayed.attachments().size() + ", not verified: "
                    + replayed.attachments().stream()
                            .filter(one -> !one.reason().isEmpty())
                            .count());
        }
        unpublished(replayed);
        if (!replayed.complete()) {
            console.progress("It waits " + replayed.waits() + ".");
        }
    }

    private void unpublished(ReplayedPublication replayed) {
        replayed.results().stream()
                .filter(result -> result.state() == State.UNPUBLISHED)
                .collect(Collectors.groupingBy(
                        ResultStatus::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(one -> one.result().key().testCase(), Collectors.toList())))
                .forEach((reason, testCases) -> console.finding(Finding.warning(
                        "Not published: " + testCases.size() + " results: " + FirstFew.of(testCases) + ": " + reason)));
    }
}
