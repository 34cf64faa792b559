package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.sprint.PrepareSprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintContainers;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.Optional;

/** Creates and fills the test set of a sprint. */
public final class TestSetCommand {
    private final FrontEnd frontEnd;
    private final Console console;

    public TestSetCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        this.console = frontEnd.console();
    }

    /** @throws RunFailedException if the test set is not ready */
    public void run() throws RunFailedException, IOException {
        TrackerChoice choice = TrackerChoice.of(frontEnd.settings());
        boolean dry = PublicationSettings.dryRun(frontEnd.settings());
        TrackerOpener opener = TrackerOpener.of(frontEnd);
        Optional<String> skipped = MissingCredentialsRule.skipOutsideCi(opener, choice);
        if (skipped.isPresent()) {
            console.progress("verdict:test-set is skipped: " + skipped.get());
            return;
        }
        try (OpenedTracker opened = opener.reach(choice);
                SprintContainers sprint = opened.open((factory, connection) -> factory.openSprintContainers(connection)
                        .orElseThrow(() -> new InvalidSettingException("The tracker \"" + choice.name()
                                + "\" does not support verdict:test-set. Remove that goal, or set <tracker> to another"
                                + " one.")))) {
            show(new PrepareSprint(sprint, opener.deadline(), console::progress).run(dry), dry);
        } catch (MissingCredentialsException missing) {
            console.finding(Finding.warning("The test set is not prepared: "
                    + MissingCredentialsRule.of(frontEnd).skip(missing)));
        } catch (RefusedException | UnavailableException e) {
            throw new RunFailedException("The test set is not ready. " + e.getMessage(), e);
        }
    }

    private void show(PrepareSprint.Outcome outcome, boolean dry) throws RunFailedException {
        outcome.findings().forEach(console::finding);
        outcome.plan()
                .containers()
                .forEach(container -> container
                        .url()
                        .ifPresent(url -> console.progress(
                                "The " + container.title() + " holds " + container.held() + " test cases: " + url)));
        if (!outcome.complete()) {
            throw new RunFailedException(
                    "The test set is not ready. The lines above state what is missing. Fix that and"
                            + " run mvn verdict:test-set again.");
        }
        if (dry) {
            console.progress("Dry run: nothing was written.");
        }
    }
}
