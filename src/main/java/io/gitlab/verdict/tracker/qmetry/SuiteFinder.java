package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds a suite by its key or name. The case of letters matters only where suites differ in nothing else. */
final class SuiteFinder {
    private static final String KEY = "[A-Za-z0-9]+-TS-\\d+";

    private final Suites suites;
    private final ProjectInfo project;
    private final String wanted;

    /** @param wanted key or name */
    SuiteFinder(Suites suites, ProjectInfo project, String wanted) {
        this.suites = suites;
        this.project = project;
        this.wanted = wanted;
    }

    Row find() throws RefusedException, UnavailableException {
        List<Row> found = called(Filter.equal(wanted.matches(KEY) ? "entityKeyId" : "name", wanted));
        if (alive(found).isEmpty()) {
            // Whether QMetry's text filters mind the case of letters is not documented.
            found = called(Filter.NONE);
        }
        List<Row> alive = alive(found);
        if (alive.isEmpty()) {
            throw new RefusedException("Project \"" + project.name() + "\" has no test suite \"" + wanted + "\""
                    + (found.isEmpty() ? "" : " that is not archived")
                    + ". Set <qmetry><testSuite> to a key, such as ACME-TS-1, or a name.");
        }
        List<Row> exact = alive.stream().filter(this::exact).toList();
        return only(exact.isEmpty() ? alive : exact);
    }

    /** The filter is one of QMetry's text filters: it may find what only contains the text. */
    private List<Row> called(String filter) throws RefusedException, UnavailableException {
        return suites.list(filter, "find the suite").stream()
                .filter(suite -> exact(suite) || suite.text("name").equalsIgnoreCase(wanted))
                .toList();
    }

    private boolean exact(Row suite) {
        return suite.text("entityKey").equalsIgnoreCase(wanted)
                || suite.text("name").equals(wanted);
    }

    private static List<Row> alive(List<Row> found) {
        return found.stream().filter(Predicate.not(Row::archived)).toList();
    }

    private Row only(List<Row> candidates) throws RefusedException {
        if (candidates.size() > 1) {
            throw new RefusedException("Project \"" + project.name() + "\" has several test suites \"" + wanted + "\": "
                    + candidates.stream()
                            .map(suite -> suite.text("entityKey") + " \"" + suite.text("name") + "\"")
                            .collect(Collectors.joining(", "))
                    + ". Set <qmetry><testSuite> to the key of one.");
        }
        return candidates.get(0);
    }
}
