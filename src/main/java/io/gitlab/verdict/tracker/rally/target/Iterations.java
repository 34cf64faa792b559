package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Advice;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The iterations of one project, with days in the time zone of the workspace. An iteration of the same name in another
 * project is another iteration and is not included.
 */
public final class Iterations {
    private static final int NAMES_SHOWN = 5;

    private final List<Iteration> all;
    private final String today;
    private final LocalDate day;

    private Iterations(List<Iteration> all, LocalDate day, String zone) {
        this.all = all;
        this.day = day;
        this.today = "today, " + day + " in the time zone " + zone + " of the workspace";
    }

    /**
     * Reads the iterations.
     *
     * @param workspace ref of the workspace
     * @param project ref of the project
     */
    public static Iterations read(WsapiClient wsapi, String workspace, String project, Instant now)
            throws RefusedException, UnavailableException {
        String name = wsapi.read(
                        workspace.substring(1),
                        "ObjectID,WorkspaceConfiguration,TimeZone",
                        "read the time zone of the workspace")
                .path("WorkspaceConfiguration")
                .path("TimeZone")
                .asString("");
        ZoneId zone = zone(name);
        List<Iteration> found = new ArrayList<>();
        Query query = new Query(
                "iteration",
                QueryScope.project(workspace, project),
                "",
                "ObjectID,Name,StartDate,EndDate,State,Project");
        for (JsonNode iteration : wsapi.query(query, "look up the iterations")) {
            if (Refs.objectId(iteration.path("Project")) == Refs.objectId(project)) {
                found.add(iteration(iteration, zone));
            }
        }
        found.sort(Comparator.comparing(Iteration::start).thenComparing(Iteration::objectId));
        return new Iterations(List.copyOf(found), now.atZone(zone).toLocalDate(), zone.getId());
    }

    /** Rally hides the time zone from some users. Assumption: UTC then. */
    private static ZoneId zone(String name) throws RefusedException {
        try {
            return name.isBlank() ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new RefusedException("The time zone of the workspace is \"" + name
                    + "\", which Java does not support. " + Advice.SET_TEST_SET);
        }
    }

    private static Iteration iteration(JsonNode node, ZoneId zone) {
        return new Iteration(
                Refs.ownObjectId(node),
                node.path("Name").asString(""),
                day(node.path("StartDate").asString(""), zone),
                day(node.path("EndDate").asString(""), zone),
                node.path("State").asString("").equals("Accepted"));
    }

    private static LocalDate day(String date, ZoneId zone) {
        return date.contains("T")
                ? OffsetDateTime.parse(date).atZoneSameInstant(zone).toLocalDate()
                : LocalDate.parse(date);
    }

    /**
     * Finds the iteration that a setting names.
     *
     * @param wanted name, ObjectID or ref; empty: the current iteration
     */
    public Iteration find(Optional<String> wanted) throws RefusedException {
        return wanted.isEmpty() ? current() : named(wanted.get());
    }

    /** The iteration of this project with an ObjectID. */
    public Optional<Iteration> withId(long objectId) {
        return all.stream().filter(one -> one.objectId() == objectId).findFirst();
    }

    private Iteration named(String wanted) throws RefusedException {
        long objectId = Refs.objectId(wanted);
        List<Iteration> found = all.stream()
                .filter(one -> one.name().equals(wanted) || objectId != 0 && one.objectId() == objectId)
                .toList();
        if (found.isEmpty()) {
            throw new RefusedException("The project has no iteration \"" + wanted + "\"; it has "
                    + latest()
                    + ". Correct <rally><iteration>, or leave it out to use the current iteration.");
        }
        if (found.size() > 1) {
            throw new RefusedException("The project has " + found.size() + " iterations named \"" + wanted
                    + "\". Set <rally><iteration> to the ObjectID of one: " + objectIds(found) + ".");
        }
        return found.get(0);
    }

    private Iteration current() throws RefusedException {
        List<Iteration> found = all.stream().filter(one -> one.holds(day)).toList();
        if (found.isEmpty()) {
            throw new RefusedException("The project has no iteration " + today + around()
                    + ". Correct the dates of the iterations in Rally, or set <rally><iteration>.");
        }
        if (found.size() > 1) {
            throw new RefusedException("The project has " + found.size() + " iterations " + today
                    + ", because they overlap: " + texts(found) + ". Correct their dates in Rally, or set"
                    + " <rally><iteration> to the ObjectID of one: " + objectIds(found) + ".");
        }
        return found.get(0);
    }

    private String around() {
        Optional<Iteration> before = last(one -> one.end().isBefore(day));
        Optional<Iteration> after = first(one -> one.start().isAfter(day));
        return before.map(one -> ": the last was " + one.text()).orElse(": there is no earlier one")
                + after.map(one -> ", the next is " + one.text()).orElse(", there is no later one");
    }

    /** Findings about an iteration: other iterations on the same days, or a gap after it. */
    public List<Finding> around(Iteration chosen) {
        List<Finding> findings = new ArrayList<>();
        List<Iteration> others = all.stream()
                .filter(one -> !one.equals(chosen) && one.overlaps(chosen))
                .toList();
        if (!others.isEmpty()) {
            findings.add(Finding.warning("Iterations overlap: " + chosen.text() + " and " + texts(others)
                    + ". Correct their dates in Rally: on a day of two iterations, neither is the current one."));
        }
        first(one -> one.start().isAfter(chosen.end()))
                .filter(next -> next.start().isAfter(chosen.end().plusDays(1)) && others.isEmpty())
                .ifPresent(next -> findings.add(Finding.info("There is a gap after " + chosen.text() + ": the next is "
                        + next.text() + ". On the days in between there is no current iteration.")));
        return findings;
    }

    private Optional<Iteration> first(Predicate<Iteration> which) {
        return all.stream().filter(which).findFirst();
    }

    private Optional<Iteration> last(Predicate<Iteration> which) {
        return all.stream().filter(which).max(Comparator.comparing(Iteration::end));
    }

    private String latest() {
        List<Iteration> latestFirst = new ArrayList<>(all);
        Collections.reverse(latestFirst);
        return latestFirst.isEmpty() ? "none" : texts(latestFirst);
    }

    private static String texts(List<Iteration> iterations) {
        return FirstFew.of(iterations.stream().map(Iteration::text).toList(), NAMES_SHOWN);
    }

    private static String objectIds(List<Iteration> iterations) {
        return iterations.stream().map(one -> Long.toString(one.objectId())).collect(Collectors.joining(", "));
    }
}
