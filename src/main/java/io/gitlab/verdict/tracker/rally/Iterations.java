package io.gitlab.verdict.tracker.rally;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
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
 * The iterations of one project, by their days in the workspace's time zone. A sprint of the same name in a sibling
 * project is another iteration, and is not among them.
 */
final class Iterations {
    private static final int NAMES_SHOWN = 5;

    private final List<Iteration> all;
    private final String today;
    private final LocalDate day;

    private Iterations(List<Iteration> all, LocalDate day, String zone) {
        this.all = all;
        this.day = day;
        this.today = "today, " + day + " in the workspace's time zone " + zone;
    }

    /**
     * Reads them.
     *
     * @param workspace ref of the workspace
     * @param project ref of the project
     */
    static Iterations read(Wsapi wsapi, String workspace, String project, Instant now)
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
                "iteration", Scope.project(workspace, project), "", "ObjectID,Name,StartDate,EndDate,State,Project");
        for (JsonNode iteration : wsapi.query(query, "look up the iterations")) {
            if (Refs.objectId(iteration.path("Project")) == Refs.objectId(project)) {
                found.add(iteration(iteration, zone));
            }
        }
        found.sort(Comparator.comparing(Iteration::start).thenComparing(Iteration::objectId));
        return new Iterations(List.copyOf(found), now.atZone(zone).toLocalDate(), zone.getId());
    }

    /** Rally tells no zone to some users; its own fallback is not documented, UTC is an assumption. */
    private static ZoneId zone(String name) throws RefusedException {
        try {
            return name.isBlank() ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new RefusedException("The workspace's time zone is \"" + name
                    + "\", which Java does not know. Set <rally><testSet> to the FormattedID of a test set, such as"
                    + " TS42.");
        }
    }

    private static Iteration iteration(JsonNode node, ZoneId zone) {
        return new Iteration(
                node.path("ObjectID").asLong(0),
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
     * The iteration that a setting names.
     *
     * @param wanted name, ObjectID or ref; empty: the one that holds today
     */
    Iteration find(Optional<String> wanted) throws RefusedException {
        return wanted.isEmpty() ? current() : named(wanted.get());
    }

    /** The iteration with an ObjectID, if it is of this project. */
    Optional<Iteration> withId(long objectId) {
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
                    + ". Correct <rally><iteration>, or leave it out for the current one.");
        }
        if (found.size() > 1) {
            throw new RefusedException("The project has " + found.size() + " iterations \"" + wanted
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
        return before.map(one -> ": the last was " + one.text()).orElse(": none went before")
                + after.map(one -> ", the next is " + one.text()).orElse(", none follows");
    }

    /** What is not as it should be around an iteration: others on the same days, or none on the days after it. */
    List<Finding> around(Iteration chosen) {
        List<Finding> findings = new ArrayList<>();
        List<Iteration> others = all.stream()
                .filter(one -> !one.equals(chosen) && one.overlaps(chosen))
                .toList();
        if (!others.isEmpty()) {
            findings.add(Finding.warning("Iterations overlap: " + chosen.text() + " and " + texts(others)
                    + ". Correct their dates in Rally: on common days none of them is the current one."));
        }
        first(one -> one.start().isAfter(chosen.end()))
                .filter(next -> next.start().isAfter(chosen.end().plusDays(1)) && others.isEmpty())
                .ifPresent(next -> findings.add(Finding.info("There is a gap after " + chosen.text() + ": the next is "
                        + next.text() + ". On the days between there is no current iteration.")));
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
