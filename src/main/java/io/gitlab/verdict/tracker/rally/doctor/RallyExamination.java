package io.gitlab.verdict.tracker.rally.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.ExaminationSettings;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.ConfiguredObjects;
import io.gitlab.verdict.tracker.rally.target.TestSets;
import io.gitlab.verdict.tracker.rally.testcase.TestCaseCache;
import io.gitlab.verdict.tracker.rally.testcase.TestCases;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks everything that publishing to Rally needs, from the address to the mapped test cases. */
public final class RallyExamination implements Examination {
    private static final String WORKSPACE = "workspace";
    private static final String PROJECT = "project";

    private final HttpTransport http;
    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;

    public RallyExamination(
            HttpTransport http, WsapiClient wsapi, RallySettings settings, TrackerConnection connection) {
        this.http = http;
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public List<Check> examine(Collection<String> testCases) {
        List<Check> checks = new ArrayList<>();
        Instant now = connection.deadline().now();
        Optional<JsonNode> owner =
                new ConnectionCheck(http, settings.url(), connection.proxy(settings.url()), checks).ask(now);
        if (owner.isEmpty()) {
            checks.add(Check.skipped(WORKSPACE, "and its contents, because Rally cannot be reached"));
            return checks;
        }
        try {
            inside(owner.get(), testCases, now, checks);
        } catch (UnavailableException e) {
            checks.add(Check.error("address", e.getMessage(), "Try again later: Rally stopped answering."));
        }
        return checks;
    }

    private void inside(JsonNode owner, Collection<String> testCases, Instant now, List<Check> checks)
            throws UnavailableException {
        ConfiguredObjects places = new ConfiguredObjects(wsapi);
        String name = WORKSPACE;
        try {
            JsonNode workspace = places.workspace(settings.workspace());
            checks.add(Check.ok(WORKSPACE, workspace.path("Name").asString("")));
            name = PROJECT;
            String ref = Refs.of(WORKSPACE, workspace);
            JsonNode project = places.project(ref, settings.project());
            checks.add(Check.ok(PROJECT, project.path("Name").asString("")));
            inProject(owner, workspace, Refs.of(PROJECT, project), testCases, now, checks);
        } catch (RefusedException e) {
            checks.add(Check.error(name, e.getMessage()));
            checks.add(Check.skipped("all in it", "because of the " + name));
        }
    }

    private void inProject(
            JsonNode owner,
            JsonNode space,
            String project,
            Collection<String> testCases,
            Instant now,
            List<Check> checks)
            throws UnavailableException {
        String workspace = Refs.of(WORKSPACE, space);
        checks.add(new PermissionCheck(wsapi, workspace, project).check(owner));
        checks.addAll(new TestSetCheck(new TestSets(wsapi, workspace, project), settings).check(now));
        checks.addAll(new ResultChecks(wsapi, workspace, settings.fields()).check());
        TestCaseCache cache = new TestCaseCache(
                connection.cacheDirectory(),
                settings.url(),
                space.path("_refObjectUUID").asString(""),
                now);
        TestCases known = new TestCases(wsapi, workspace, cache);
        ExaminationSettings states = ExaminationSettings.of(connection.settings());
        checks.addAll(new TestCaseChecks(wsapi, known, workspace, project, states).check(testCases));
    }

    @Override
    public void close() throws IOException {
        wsapi.close();
    }
}
