package io.gitlab.verdict.run;

import io.gitlab.verdict.doctor.Checkup;
import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.output.CheckupFiles;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.RequestLimits;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks before the tests run whether their results can be published. */
public final class DoctorCommand {
    private final FrontEnd frontEnd;
    private final List<OpenedTracker> opened = new ArrayList<>();

    public DoctorCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
    }

    /** @throws RunFailedException if a check has a grade that fails the run */
    public void run() throws RunFailedException, IOException {
        VerdictSettings settings = frontEnd.settings();
        String failOn =
                settings.choice("doctor.failOn", DefaultSettings.DOCTOR_FAIL_ON, List.of("error", "warning", "never"));
        TrackerChoice choice = TrackerChoice.of(settings);
        RequestLimits limits = RequestLimits.of(settings);
        Deadline deadline = TrackerOpener.deadline(frontEnd, "doctor.deadline", DefaultSettings.DOCTOR_DEADLINE);
        TrackerOpener opener = new TrackerOpener(frontEnd, limits, deadline);
        Optional<String> skipped = MissingCredentialsRule.skipOutsideCi(opener, choice);
        if (skipped.isPresent()) {
            frontEnd.console().progress("verdict:doctor is skipped: " + skipped.get());
            return;
        }
        List<Check> checks = new ArrayList<>();
        if (!choice.chosen()) {
            checks.add(Check.warning(
                    "tracker",
                    "none is configured: results are published to the embedded tracker on this machine",
                    "Add " + TrackerChoice.blocks() + " to the configuration."));
        }
        checks.addAll(examine(choice, opener));
        CheckupFiles.table(checks).forEach(frontEnd.console()::progress);
        CheckupFiles.write(frontEnd.project().output(), choice.name(), deadline.now(), checks);
        failOn(failOn, Checkup.worst(checks));
    }

    private List<Check> examine(TrackerChoice choice, TrackerOpener opener) throws IOException {
        TestSettings tests = new TestSettings(frontEnd, choice);
        try {
            return new Checkup()
                    .run(tests::mapping, tests::idPattern, tests::testCaseId, () -> examination(choice, opener));
        } finally {
            opened.forEach(OpenedTracker::close);
        }
    }

    private Optional<Examination> examination(TrackerChoice choice, TrackerOpener opener) throws IOException {
        try {
            OpenedTracker tracker = opener.reach(choice);
            opened.add(tracker);
            return tracker.open(TrackerFactory::openExamination);
        } catch (MissingCredentialsException missing) {
            frontEnd.console()
                    .finding(Finding.warning("The tracker is not examined: "
                            + MissingCredentialsRule.of(frontEnd).skip(missing)));
            return Optional.empty();
        }
    }

    private static void failOn(String failOn, Grade worst) throws RunFailedException {
        boolean fails =
                worst == Grade.ERROR && !failOn.equals("never") || worst == Grade.WARNING && failOn.equals("warning");
        if (fails) {
            throw new RunFailedException(
                    "The doctor found problems that affect the publication of results. Follow the lines"
                            + " with ->, or set -Dverdict.doctor.failOn=never to continue anyway.");
        }
    }
}
