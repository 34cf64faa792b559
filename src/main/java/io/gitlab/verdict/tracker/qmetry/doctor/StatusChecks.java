package io.gitlab.verdict.tracker.qmetry.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Checks that the project has a status for each verdict. */
record StatusChecks(QMetryProject project, QMetrySettings settings) {
    private static final String STATUSES = "statuses";

    List<Check> checks() {
        List<Check> problems = Arrays.stream(Verdict.values())
                .flatMap(verdict -> problem(verdict).stream())
                .toList();
        return problems.isEmpty() ? List.of(ok()) : problems;
    }

    private Check ok() {
        List<String> missing = Arrays.stream(Verdict.values())
                .filter(verdict -> found(verdict).isEmpty())
                .map(Verdict::text)
                .toList();
        return Check.ok(
                STATUSES,
                missing.isEmpty()
                        ? "there is one for each verdict"
                        : "there is one for each verdict except " + String.join(", ", missing));
    }

    private Optional<Status> found(Verdict verdict) {
        return project.statuses().of(verdict, settings.statuses());
    }

    private Optional<Check> problem(Verdict verdict) {
        Optional<String> name = Optional.ofNullable(settings.statuses().get(verdict));
        return found(verdict)
                .map(status -> ambiguity(verdict, status, name))
                .orElseGet(() -> name.map(wrong -> Optional.of(unknownName(verdict, wrong)))
                        .orElseGet(() -> missing(verdict)));
    }

    private Check unknownName(Verdict verdict, String name) {
        return Check.error(
                STATUSES,
                "project \"" + project.name() + "\" has no status \"" + name + "\" for the verdict \"" + verdict.text()
                        + "\" (it has " + project.statuses().names() + ")",
                "Set " + setting(verdict) + " to one of them, or remove it.");
    }

    private Optional<Check> missing(Verdict verdict) {
        return switch (verdict) {
            case PASS, FAIL, ERROR -> Optional.of(Check.error(STATUSES, project.noStatus(verdict)));
            case BLOCKED ->
                Optional.of(Check.warning(
                        STATUSES,
                        "no status is mapped to Blocked, the verdict of test cases whose class failed before they ran (the"
                                + " project has " + project.statuses().names() + ")",
                        "Set " + setting(verdict) + " to one of them, or <absentAs> to omit."));
            case INCONCLUSIVE -> Optional.empty();
        };
    }

    /** The warning if several statuses have the same built-in name, and none was configured by its display name. */
    private Optional<Check> ambiguity(Verdict verdict, Status taken, Optional<String> name) {
        List<String> names = project.statuses().all().stream()
                .filter(status -> status.defaultName().equalsIgnoreCase(taken.defaultName()))
                .map(Status::name)
                .toList();
        return names.size() < 2 || name.filter(taken.name()::equalsIgnoreCase).isPresent()
                ? Optional.empty()
                : Optional.of(Check.warning(
                        STATUSES,
                        "several statuses match the verdict \"" + verdict.text() + "\": " + String.join(", ", names)
                                + "; " + taken.name() + " is used",
                        "Set " + setting(verdict) + " to one of them."));
    }

    private static String setting(Verdict verdict) {
        return "<qmetry><" + QMetrySettings.statusSetting(verdict) + ">";
    }
}
