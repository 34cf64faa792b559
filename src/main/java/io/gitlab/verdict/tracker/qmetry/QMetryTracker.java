package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.util.Optional;

/**
 * Statuses of test case runs in QMetry. A run holds one status and no date: the result of a test case in a build is what
 * its runs in the chosen executions of the suite say.
 */
final class QMetryTracker implements Tracker {
    /** The vendor advises 10 to 20 runs a call. */
    private static final int BATCH_SIZE = 20;

    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        ProjectInfo project = ProjectInfo.read(api, settings.project());
        checkSignature(project);
        TargetBuild build = new TargetBuild(api, project, settings, connection, publication.build());
        build.find();
        Route route = new RouteFinder(api, project, settings).find();
        WantedStatuses wanted = new WantedStatuses(project.statuses(), settings);
        HeldResults held = new HeldResults(api, settings, connection.deadline(), project, route, wanted, build);
        held.readRuns();
        TestCases testCases = new TestCases(api, project);
        StatusChanges changes = changes(project, route, wanted, build, held, testCases);
        changes.begin(publication);
        QMetryPreflight checks =
                new QMetryPreflight(settings, project, route, held.runs(), testCases, build.manualVerdicts());
        Preflight preflight = new Preflight(checks.refusals(publication), checks.findings(publication), route.place());
        RunFiles files = new RunFiles(api, project, route);
        return new QMetryPublication(api, settings, publication, preflight, route, build, held, changes, files);
    }

    private StatusChanges changes(
            ProjectInfo project,
            Route route,
            WantedStatuses wanted,
            TargetBuild build,
            HeldResults held,
            TestCases testCases) {
        Deadline deadline = connection.deadline();
        MissingRuns missing =
                new MissingRuns(route, testCases, new Linker(api, route, deadline, settings.replicaLag()));
        Optional<Signature> signature = project.signed() ? connection.signature() : Optional.empty();
        StatusWriter writer = new StatusWriter(api, connection.batchSize().orElse(BATCH_SIZE), signature, deadline);
        return new StatusChanges(settings, deadline, route, wanted, build, held, missing, writer);
    }

    private void checkSignature(ProjectInfo project) throws RefusedException {
        if (project.signed() && connection.signature().isEmpty()) {
            throw new RefusedException(unsigned(project));
        }
    }

    static String unsigned(ProjectInfo project) {
        return "Project \"" + project.name()
                + "\" demands that executions are signed (21 CFR Part 11). Set <qmetry><serverId> to a <server> in"
                + " settings.xml with the user name and password of who signs.";
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
