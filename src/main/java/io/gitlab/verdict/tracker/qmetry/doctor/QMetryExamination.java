package io.gitlab.verdict.tracker.qmetry.doctor;

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
import io.gitlab.verdict.tracker.qmetry.build.Builds;
import io.gitlab.verdict.tracker.qmetry.build.TargetBuild;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.project.TestCases;
import io.gitlab.verdict.tracker.qmetry.suite.Target;
import io.gitlab.verdict.tracker.qmetry.suite.TargetFinder;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseProblems;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRuns;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import io.gitlab.verdict.tracker.qmetry.wire.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks everything that publishing to QMetry needs, from the address to the mapped test cases. */
public final class QMetryExamination implements Examination {
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

    public QMetryExamination(HttpTransport http, OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.http = http;
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public List<Check> examine(Collection<String> testCases) {
        ConnectivityChecks connectivity =
                new ConnectivityChecks("QMetry", "qmetry", settings.url(), connection.proxy(settings.url()));
        try {
            HttpReply reply = http.send(HttpCall.get(QMetryProject.PATH, "read the project"));
            checkAccess(connectivity, reply, testCases);
        } catch (NoAnswerException e) {
            checks.add(http.quotaUsedUp()
                    .map(message -> Check.error(KEY, message))
                    .orElseGet(() -> connectivity.noAnswer(http.mask(e.getMessage()), e.getCause())));
            checks.add(Check.skipped(PROJECT, "and everything in it, because QMetry did not answer"));
        } catch (UnavailableException e) {
            checks.add(Check.error(
                    ConnectivityChecks.ADDRESS, e.getMessage(), "Try again later: QMetry stopped responding."));
        }
        return List.copyOf(checks);
    }

    private void checkAccess(ConnectivityChecks connectivity, HttpReply reply, Collection<String> testCases)
            throws UnavailableException {
        String suspect = suspect(reply.status(), OpenApi.row(reply));
        if (suspect.equals(KEY) || suspect.equals(PROJECT)) {
            checks.addAll(connectivity.arrived(reply, connection.deadline().now()));
        }
        try {
            QMetryProject project = QMetryProject.read(api, settings.project());
            checks.add(Check.ok(KEY, "QMetry accepts it"));
            checks.add(project(project));
            checkProject(project, testCases);
        } catch (RefusedException e) {
            checks.add(refused(suspect, e.getMessage()));
            checks.add(Check.skipped("everything else", "because of the " + suspect));
        }
    }

    private Check project(QMetryProject project) {
        return project.misspelled(settings.project())
                .map(message -> Check.fromMessage(PROJECT, Check.Grade.WARNING, message))
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

    /** The check that failed if the project cannot be read. */
    private static String suspect(int status, Row answer) {
        return switch (status) {
            case 401, 403 -> KEY;
            case 407 -> ConnectivityChecks.PROXY;
            default ->
                status == 404 && !answer.envelope() || status >= 300 && status < 400
                        ? ConnectivityChecks.ADDRESS
                        : PROJECT;
        };
    }

    private void checkProject(QMetryProject project, Collection<String> testCases) throws UnavailableException {
        checks.add(signature(project));
        checks.add(build(project));
        checks.addAll(new StatusChecks(project, settings).checks());
        checks.add(Check.ok("attachments", "files of up to " + project.largestAttachment() + " bytes"));
        try {
            Target target = new TargetFinder(api, project, settings).find();
            checks.add(Check.ok(SUITE, target.suiteKey() + ", execution " + target.suiteRuns()));
            checks.add(testCases(project, target, new TreeSet<>(testCases)));
        } catch (RefusedException e) {
            checks.add(Check.error(SUITE, e.getMessage()));
            checks.add(Check.skipped(TEST_CASES, "because of the test suite"));
        }
    }

    private Check signature(QMetryProject project) {
        if (!project.signed()) {
            return Check.skipped(SIGNATURE, "this project requires none");
        }
        return connection
                .signature()
                .map(one ->
                        Check.ok(SIGNATURE, one.user() + " signs; the password is checked by the first publication"))
                .orElseGet(() -> Check.error(SIGNATURE, project.noSignature()));
    }

    private Check build(QMetryProject project) throws UnavailableException {
        if (settings.build().isEmpty()) {
            return project.buildMandatory() && !settings.createBuild()
                    ? Check.warning(
                            BUILD,
                            "the project requires one, and the publication's may not exist",
                            "Set <qmetry><createBuild>true</createBuild>, or <qmetry><build> to an existing one.")
                    : Check.skipped(BUILD, settings.createBuild() ? "the publication's is created" : "none is set");
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

    private Check testCases(QMetryProject project, Target target, Set<String> keys)
            throws RefusedException, UnavailableException {
        if (keys.isEmpty()) {
            return Check.skipped(TEST_CASES, "none is mapped");
        }
        TestCaseProblems finder = new TestCaseProblems(
                settings, project, target, TestCaseRuns.read(api, project, target), new TestCases(api, project));
        finder.lookUp(keys);
        List<String> problems =
                keys.stream().flatMap(key -> finder.problem(key).stream()).toList();
        return problems.isEmpty()
                ? Check.ok(TEST_CASES, keys.size() + " mapped, all can receive a result")
                : Check.error(
                        TEST_CASES,
                        problems.size() + " of " + keys.size() + " mapped cannot receive a result",
                        String.join(" ", problems));
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
