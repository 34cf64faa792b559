package io.gitlab.verdict.tracker.qmetry.project;

import io.gitlab.verdict.domain.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statuses of a project. Ids differ per project and display names may be changed, so a status is found by its
 * configured name, else by QMetry's built-in name.
 *
 * @param all statuses that can be set
 * @param archived statuses that cannot be set any more; runs may still have them
 */
public record Statuses(List<Status> all, List<Status> archived) {
    /** QMetry has no built-in status for the other verdicts. */
    private static final Map<Verdict, String> DEFAULT_NAMES =
            Map.of(Verdict.PASS, "passed", Verdict.FAIL, "failed", Verdict.ERROR, "failed", Verdict.BLOCKED, "blocked");

    public Statuses {
        all = List.copyOf(all);
        archived = List.copyOf(archived);
    }

    /** The status for a verdict; empty if the project has none. */
    public Optional<Status> of(Verdict verdict, Map<Verdict, String> configured) {
        String name = configured.get(verdict);
        if (name != null) {
            return byName(name).or(() -> byDefaultName(name));
        }
        return Optional.ofNullable(DEFAULT_NAMES.get(verdict)).flatMap(this::byDefaultName);
    }

    /** The first verdict that maps to a status; empty if none does. */
    public Optional<Verdict> verdict(long id, Map<Verdict, String> configured) {
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

    public Optional<Status> byId(long id) {
        return all.stream().filter(status -> status.id() == id).findFirst();
    }

    /** All statuses that a run may have, including archived ones. */
    public List<Status> everUsed() {
        return Stream.concat(all.stream(), archived.stream()).toList();
    }

    public Optional<Status> byIdEverUsed(long id) {
        return everUsed().stream().filter(status -> status.id() == id).findFirst();
    }

    /** The display name of "not executed yet". */
    public String notRun() {
        return all.stream().filter(Status::notRun).map(Status::name).findFirst().orElse("Not Run");
    }

    /** The display names, for messages. */
    public String names() {
        return all.stream().map(Status::name).collect(Collectors.joining(", "));
    }
}
