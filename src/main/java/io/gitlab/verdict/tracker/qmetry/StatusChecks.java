package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks at which status of a project stands for which verdict. */
record StatusChecks(ProjectInfo project, QMetrySettings settings) {
    private static final String STATUSES = "statuses";

    List<Check> checks() {
        List<Check> troubles = Arrays.stream(Verdict.values())
                .flatMap(verdict -> trouble(verdict).stream())
                .toList();
        return troubles.isEmpty() ? List.of(well()) : troubles;
    }

    private Check well() {
        List<String> missing = Arrays.stream(Verdict.values())
                .filter(verdict -> found(verdict).isEmpty())
                .map(Verdict::text)
                .toList();
        return Check.ok(
                STATUSES,
                missing.isEmpty()
                        ? "there is one for each verdict"
                        : "there is one for each verdict but " + String.join(", ", missing));
    }

    private Optional<Status> found(Verdict verdict) {
        return project.statuses().of(verdict, settings.statuses());
    }

    private Optional<Check> trouble(Verdict verdict) {
        Optional<String> name = Optional.ofNullable(settings.statuses().get(verdict));
        return found(verdict)
                .map(status -> twins(verdict, status, name))
                .orElseGet(() ->
                        name.map(wrong -> Optional.of(notThere(verdict, wrong))).orElseGet(() -> missing(verdict)));
    }

    private Check notThere(Verdict verdict, String name) {
        return Check.error(
                STATUSES,
                "project \"" + project.name() + "\" has no status \"" + name + "\" for the verdict \"" + verdict.text()
                        + "\" (it has " + project.statuses().names() + ")",
                "Set " + setting(verdict) + " to one of them, or leave it out.");
    }

    private Optional<Check> missing(Verdict verdict) {
        return switch (verdict) {
            case PASS, FAIL, ERROR -> Optional.of(Check.error(STATUSES, project.noStatus(verdict)));
            case BLOCKED ->
                Optional.of(Check.warning(
                        STATUSES,
                        "no status stands for Blocked, which test cases get whose class died before they ran (the"
                                + " project has " + project.statuses().names() + ")",
                        "Set " + setting(verdict) + " to one of them, or <absentAs> to omit."));
            case INCONCLUSIVE -> Optional.empty();
        };
    }

    /** Other statuses of the same meaning, of which none was chosen by its name. */
    private Optional<Check> twins(Verdict verdict, Status taken, Optional<String> name) {
        List<String> names = project.statuses().all().stream()
                .filter(status -> status.defaultName().equalsIgnoreCase(taken.defaultName()))
                .map(Status::name)
                .toList();
        return names.size() < 2 || name.filter(taken.name()::equalsIgnoreCase).isPresent()
                ? Optional.empty()
                : Optional.of(Check.warning(
                        STATUSES,
                        "several statuses stand for the verdict \"" + verdict.text() + "\": " + String.join(", ", names)
                                + "; " + taken.name() + " is taken",
                        "Set " + setting(verdict) + " to the one that is meant."));
    }

    private static String setting(Verdict verdict) {
        return "<qmetry><" + QMetrySettings.statusSetting(verdict) + ">";
    }
}
