package io.gitlab.verdict.run;

import io.gitlab.verdict.output.PublicationFiles;
import io.gitlab.verdict.output.PublicationSummary;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Decides whether the last publication is good enough. */
public final class CheckCommand {
    private final FrontEnd frontEnd;

    public CheckCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    /** @throws RunFailedException if there is no publication, or it is incomplete and the settings demand a failure */
    public void run() throws RunFailedException, IOException {
        VerdictSettings settings = frontEnd.settings();
        Console console = frontEnd.console();
        String onUnpublished = PublicationSettings.onUnpublished(settings);
        String onUnresolved =
                settings.choice("onUnresolved", DefaultSettings.ON_UNRESOLVED, List.of("ignore", "warn", "fail"));
        PublicationSummary last = lastPublication();
        if (last.dryRun()) {
            console.progress("The last publication was a dry run: nothing was written, so nothing is checked.");
        }
        last.skipped().ifPresent(reason -> console.progress("The last publication was skipped: " + reason));
        Completeness completeness = new Completeness(last);
        Completeness.apply(onUnresolved, completeness.unresolved(), console);
        Completeness.apply(onUnpublished, completeness.incomplete(), console);
    }

    private PublicationSummary lastPublication() throws RunFailedException, IOException {
        Path file = frontEnd.project().output().resolve(PublicationFiles.PUBLICATION_JSON);
        if (!Files.isRegularFile(file)) {
            throw new RunFailedException("Nothing was published: " + file
                    + " does not exist. Bind the goal publish to a phase, or run mvn verdict:publish before.");
        }
        PublicationSummary summary = PublicationSummary.read(file);
        Invocation invocation = frontEnd.invocation();
        if (!invocation.direct() && summary.date().isBefore(invocation.buildStart())) {
            throw new RunFailedException("This build published nothing: " + file + " is of " + summary.date()
                    + ". Bind the goal publish to an earlier phase.");
        }
        return summary;
    }
}
