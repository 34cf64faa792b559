package io.gitlab.verdict.tracker.qmetry.build;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetryProject;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.suite.SuiteRun;
import io.gitlab.verdict.tracker.qmetry.suite.TestCaseRun;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The build with which a publication sets statuses, if any. */
public final class TargetBuild {
    private final OpenApi api;
    private final QMetryProject project;
    private final QMetrySettings settings;
    private final String publicationBuild;
    private final Builds builds;
    private final StaleRuns staleRuns;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Long> id = Optional.empty();

    private TargetBuild(
            OpenApi api,
            QMetryProject project,
            QMetrySettings settings,
            TrackerConnection connection,
            String publicationBuild) {
        this.api = api;
        this.project = project;
        this.settings = settings;
        this.publicationBuild = publicationBuild;
        this.staleRuns = new StaleRuns(settings.build().isPresent(), publicationBuild);
        this.builds = new Builds(api, project, connection.deadline(), settings.replicaLag());
    }

    /** Looks the build up, if there is one. */
    public static TargetBuild find(
            OpenApi api,
            QMetryProject project,
            QMetrySettings settings,
            TrackerConnection connection,
            String publicationBuild)
            throws RefusedException, UnavailableException {
        TargetBuild build = new TargetBuild(api, project, settings, connection, publicationBuild);
        build.lookUp();
        return build;
    }

    private void lookUp() throws RefusedException, UnavailableException {
        if (!required()) {
            return;
        }
        Builds.Named found = Builds.named(api, project, name());
        Optional<String> objection = objection(project, found, settings);
        if (objection.isPresent()) {
            throw new RefusedException(objection.get());
        }
        found.ambiguity().map(Finding::warning).ifPresent(findings::add);
        id = found.dropId();
    }

    /** Why statuses cannot be set with a build; empty if they can. */
    public static Optional<String> objection(QMetryProject project, Builds.Named found, QMetrySettings settings) {
        String build = "build \"" + found.name() + "\"";
        if (found.archived()) {
            return Optional.of("In project \"" + project.name() + "\" " + build
                    + " is archived. Restore it, or set <qmetry><build> to another one.");
        }
        return found.dropId().isPresent() || settings.createBuild()
                ? Optional.empty()
                : Optional.of("Project \"" + project.name() + "\" has no " + build
                        + ". Create it, set <qmetry><build> to an existing one, or set"
                        + " <qmetry><createBuild>true</createBuild>.");
    }

    /** Whether there is a build: it is configured, or the project requires one. */
    private boolean required() {
        return settings.build().isPresent() || settings.createBuild() || project.buildMandatory();
    }

    private String name() {
        return settings.build().orElse(publicationBuild);
    }

    /** Its {@code dropID}; empty if there is no build, or it does not exist yet. */
    public Optional<Long> id() {
        return id;
    }

    public boolean toBeCreated() {
        return required() && id.isEmpty();
    }

    /**
     * Creates the build if it does not exist.
     *
     * @throws UnavailableException if it is not visible yet
     */
    public void create(List<SuiteRun> suiteRuns) throws RefusedException, UnavailableException, NoAnswerException {
        if (toBeCreated()) {
            id = builds.create(name(), suiteRuns);
            if (id.isEmpty()) {
                throw new UnavailableException("build \"" + name() + "\" is not visible yet", null);
            }
        }
    }

    /**
     * The ids of the runs whose status was set in an earlier build.
     *
     * @param accepted whether QMetry accepted a write to a run
     */
    public Set<Long> stale(List<TestCaseRun> runs, LongPredicate accepted)
            throws RefusedException, UnavailableException {
        return required() ? staleRuns.among(runs, id, new LegacyRunList(api, project), accepted) : Set.of();
    }

    public ManualStatuses manualStatuses() {
        return new ManualStatuses(new LegacyRunList(api, project), project, id, toBeCreated());
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}
