package io.gitlab.verdict.tracker.qmetry.suite;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.wire.Filter;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds a suite by its key or name. Case matters only between suites whose names differ in case alone. */
final class SuiteFinder {
    private static final String KEY = "[A-Za-z0-9]+-TS-\\d+";

    private final TestSuites suites;
    private final QMetryProject project;
    private final String wanted;

    /** @param wanted key or name */
    SuiteFinder(TestSuites suites, QMetryProject project, String wanted) {
        this.suites = suites;
        this.project = project;
        this.wanted = wanted;
    }

    Row find() throws RefusedException, UnavailableException {
        List<Row> found = named(Filter.equal(wanted.matches(KEY) ? "entityKeyId" : "name", wanted));
        if (active(found).isEmpty()) {
            // QMetry does not document whether its text filters are case-sensitive.
            found = named(Filter.NONE);
        }
        List<Row> active = active(found);
        if (active.isEmpty()) {
            throw new RefusedException("Project \"" + project.name() + "\" has no test suite \"" + wanted + "\""
                    + (found.isEmpty() ? "" : " that is not archived")
                    + ". Set <qmetry><testSuite> to a key, such as ACME-TS-1, or a name.");
        }
        List<Row> exact = active.stream().filter(this::exact).toList();
        return single(exact.isEmpty() ? active : exact);
    }

    /** Matches again, because QMetry's text filter may also return suites that only contain the text. */
    private List<Row> named(String filter) throws RefusedException, UnavailableException {
        return suites.list(filter, "find the suite").stream()
                .filter(suite -> exact(suite) || suite.text("name").equalsIgnoreCase(wanted))
                .toList();
    }

    private boolean exact(Row suite) {
        return suite.text("entityKey").equalsIgnoreCase(wanted)
                || suite.text("name").equals(wanted);
    }

    private static List<Row> active(List<Row> found) {
        return found.stream().filter(Predicate.not(Row::archived)).toList();
    }

    private Row single(List<Row> candidates) throws RefusedException {
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
