package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statuses of a project. Ids differ per project, and names may be changed, so that a status is found by its configured
 * name, else by QMetry's own.
 *
 * @param all that a run can be given
 * @param archived that no run is given any more, but some may still have
 */
record Statuses(List<Status> all, List<Status> archived) {
    /** QMetry has no status of its own for the other verdicts. */
    private static final Map<Verdict, String> DEFAULT_NAMES =
            Map.of(Verdict.PASS, "passed", Verdict.FAIL, "failed", Verdict.ERROR, "failed", Verdict.BLOCKED, "blocked");

    Statuses {
        all = List.copyOf(all);
        archived = List.copyOf(archived);
    }

    /** The status that stands for a verdict; empty when the project has none. */
    Optional<Status> of(Verdict verdict, Map<Verdict, String> configured) {
        String name = configured.get(verdict);
        if (name != null) {
            return byName(name).or(() -> byDefaultName(name));
        }
        return Optional.ofNullable(DEFAULT_NAMES.get(verdict)).flatMap(this::byDefaultName);
    }

    /** The first verdict that a status stands for; empty for one that stands for none. */
    Optional<Verdict> verdict(long id, Map<Verdict, String> configured) {
        return Arrays.stream(Verdict.values())
                .filter(verdict ->
                        of(verdict, configured).filter(one -> one.id() == id).isPresent())
                .findFirst();
    }

    private Optional<Status> byName(String name) {
        return all.stream()
                .filter(status -> status.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Optional<Status> byDefaultName(String name) {
        return all.stream()
                .filter(status -> status.defaultName().equalsIgnoreCase(name))
                .findFirst();
    }

    Optional<Status> byId(long id) {
        return all.stream().filter(status -> status.id() == id).findFirst();
    }

    /** All that a run may have, archived ones included. */
    List<Status> everUsed() {
        return Stream.concat(all.stream(), archived.stream()).toList();
    }

    Optional<Status> byIdEverUsed(long id) {
        return everUsed().stream().filter(status -> status.id() == id).findFirst();
    }

    /** The name of what was not executed yet. */
    String notRun() {
        return all.stream().filter(Status::notRun).map(Status::name).findFirst().orElse("Not Run");
    }

    /** The names, for people. */
    String names() {
        return all.stream().map(Status::name).collect(Collectors.joining(", "));
    }
}
