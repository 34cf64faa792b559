package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.ConnectivityChecks;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks at all that publishing to QMetry needs, from the address to the mapped test cases. */
final class QMetryExamination implements Examination {
    private static final String KEY = "API key";
    private static final String PROJECT = "project";
    private static final String SUITE = "test suite";
    private static final String BUILD = "build";
    private static final String SIGNATURE = "signature";
    private static final String TEST_CASES = "test cases";

    private final HttpTransport http;
    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;
    private final List<Check> checks = new ArrayList<>();

    QMetryExamination(HttpTransport http, OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.http = http;
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public List<Check> examine(Collection<String> testCases) {
        ConnectivityChecks way = new ConnectivityChecks("QMetry", "qmetry", settings.url(), connection.proxy());
        try {
            HttpReply reply = http.send(HttpCall.get(ProjectInfo.PATH, "ask for the project"));
            inside(way, reply, testCases);
        } catch (NoAnswerException e) {
            checks.add(http.quotaUsedUp()
                    .map(said -> Check.error(KEY, said))
                    .orElseGet(() -> way.noAnswer(http.mask(e.getMessage()), e.getCause())));
            checks.add(Check.skipped(PROJECT, "and all in it, because QMetry cannot be asked"));
        } catch (UnavailableException e) {
            checks.add(Check.error(
                    ConnectivityChecks.ADDRESS,
                    e.getMessage(),
                    "Try again later: QMetry answered, but stopped doing so."));
        }
        return List.copyOf(checks);
    }

    private void inside(ConnectivityChecks way, HttpReply reply, Collection<String> testCases)
            throws UnavailableException {
        String suspect = suspect(reply.status(), OpenApi.row(reply));
        if (suspect.equals(KEY) || suspect.equals(PROJECT)) {
            checks.addAll(way.arrived(reply, connection.deadline().now()));
        }
        try {
            ProjectInfo project = ProjectInfo.read(api, settings.project());
            checks.add(Check.ok(KEY, "QMetry accepts it"));
            checks.add(project(project));
            inProject(project, testCases);
        } catch (RefusedException e) {
            checks.add(refused(suspect, e.getMessage()));
            checks.add(Check.skipped("all else", "because of the " + suspect));
        }
    }

    private Check project(ProjectInfo project) {
        return project.misspelled(settings.project())
                .map(message -> Check.told(PROJECT, Check.Grade.WARNING, message))
                .orElseGet(() -> Check.ok(PROJECT, project.name()));
    }

    private static Check refused(String suspect, String message) {
        return suspect.equals(PROJECT) && !message.contains("Set <qmetry>")
                ? Check.error(
                        PROJECT,
                        message,
                        "Set <qmetry><project> to the key, name or id of a project that the API key's owner may see.")
                : Check.error(suspect, message);
    }

    /** What to look at when QMetry does not tell of the project. */
    private static String suspect(int status, Row said) {
        return switch (status) {
            case 401, 403 -> KEY;
            case 407 -> ConnectivityChecks.PROXY;
            default ->
                status == 404 && !said.envelope() || status >= 300 && status < 400
                        ? ConnectivityChecks.ADDRESS
                        : PROJECT;
        };
    }

    private void inProject(ProjectInfo project, Collection<String> testCases) throws UnavailableException {
        checks.add(signature(project));
        checks.add(build(project));
        checks.addAll(new StatusChecks(project, settings).checks());
        checks.add(Check.ok("attachments", "files of up to " + project.largestAttachment() + " bytes"));
        try {
            Route route = new RouteFinder(api, project, settings).find();
            checks.add(Check.ok(SUITE, route.suiteKey() + ", execution " + route.suiteRuns()));
            checks.add(testCases(project, route, new TreeSet<>(testCases)));
        } catch (RefusedException e) {
            checks.add(Check.error(SUITE, e.getMessage()));
            checks.add(Check.skipped(TEST_CASES, "because of the test suite"));
        }
    }

    private Check signature(ProjectInfo project) {
        if (!project.signed()) {
            return Check.skipped(SIGNATURE, "this project demands none");
        }
        return connection
                .signature()
                .map(one -> Check.ok(SIGNATURE, one.user() + " signs; the password shows with the first publication"))
                .orElseGet(() -> Check.error(SIGNATURE, project.noSignature()));
    }

    private Check build(ProjectInfo project) throws UnavailableException {
        if (settings.build().isEmpty()) {
            return project.buildMandatory() && !settings.createBuild()
                    ? Check.warning(
                            BUILD,
                            "the project demands one, and the publication's may not be there",
                            "Set <qmetry><createBuild>true</createBuild>, or <qmetry><build> to one that is there.")
                    : Check.skipped(BUILD, settings.createBuild() ? "the publication's is created" : "none is named");
        }
        String name = settings.build().get();
        try {
            Builds.Named named = Builds.named(api, project, name);
            if (named.ambiguity().isPresent()) {
                return Check.warning(BUILD, name, named.ambiguity().get());
            }
            return TargetBuild.objection(project, named, settings)
                    .map(objection -> Check.error(BUILD, objection))
                    .orElseGet(() -> Check.ok(BUILD, name + (named.dropId().isPresent() ? "" : " is created")));
        } catch (RefusedException e) {
            return Check.error(BUILD, e.getMessage());
        }
    }

    private Check testCases(ProjectInfo project, Route route, Set<String> keys)
            throws RefusedException, UnavailableException {
        if (keys.isEmpty()) {
            return Check.skipped(TEST_CASES, "none is mapped");
        }
        Runs runs = Runs.read(api, project, route);
        QMetryPreflight preflight = new QMetryPreflight(
                settings,
                project,
                route,
                runs,
                new TestCases(api, project),
                new ManualVerdicts(new OlderRuns(api, project), project, Optional.empty(), false));
        List<String> troubles = preflight.troubles(keys);
        return troubles.isEmpty()
                ? Check.ok(TEST_CASES, keys.size() + " mapped ones can take a result")
                : Check.error(
                        TEST_CASES,
                        troubles.size() + " of " + keys.size() + " mapped ones can take no result",
                        String.join(" ", troubles));
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
