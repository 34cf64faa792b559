package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The build that the executions of a publication are of, if they are of one. */
final class TargetBuild {
    private final OpenApi api;
    private final ProjectInfo project;
    private final QMetrySettings settings;
    private final String publicationBuild;
    private final Builds builds;
    private final EarlierBuilds earlierBuilds;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Long> id = Optional.empty();

    TargetBuild(
            OpenApi api,
            ProjectInfo project,
            QMetrySettings settings,
            TrackerConnection connection,
            String publicationBuild) {
        this.api = api;
        this.project = project;
        this.settings = settings;
        this.publicationBuild = publicationBuild;
        this.earlierBuilds = new EarlierBuilds(settings.build().isPresent(), publicationBuild);
        this.builds = new Builds(api, project, connection.deadline(), settings.replicaLag());
    }

    /** Looks for it, if executions are of one. */
    void find() throws RefusedException, UnavailableException {
        if (!named()) {
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

    /** Why executions cannot be of a build; empty when they can. */
    static Optional<String> objection(ProjectInfo project, Builds.Named found, QMetrySettings settings) {
        String build = "build \"" + found.name() + "\"";
        if (found.archived()) {
            return Optional.of("In project \"" + project.name() + "\" " + build
                    + " is archived. Restore it, or set <qmetry><build> to another.");
        }
        return found.dropId().isPresent() || settings.createBuild()
                ? Optional.empty()
                : Optional.of("Project \"" + project.name() + "\" has no " + build
                        + ". Create it, set <qmetry><build> to one that is there, or set"
                        + " <qmetry><createBuild>true</createBuild>.");
    }

    /** Whether executions are of a build: because it is set, or because the project wants one. */
    private boolean named() {
        return settings.build().isPresent() || settings.createBuild() || project.buildMandatory();
    }

    private String name() {
        return settings.build().orElse(publicationBuild);
    }

    /** Its {@code dropID}; empty when executions are of none, or it is yet to be created. */
    Optional<Long> id() {
        return id;
    }

    boolean toBeCreated() {
        return named() && id.isEmpty();
    }

    /**
     * Creates it, if need be.
     *
     * @throws UnavailableException if it does not show yet
     */
    void create(List<SuiteRun> suiteRuns) throws RefusedException, UnavailableException, NoAnswerException {
        if (toBeCreated()) {
            id = builds.create(name(), suiteRuns);
            if (id.isEmpty()) {
                throw new UnavailableException("build \"" + name() + "\" does not show yet", null);
            }
        }
    }

    /**
     * The ids of those of the runs that got their status in an earlier build.
     *
     * @param accepted whether QMetry accepted a write to a run
     */
    Set<Long> earlier(List<Run> executed, LongPredicate accepted) throws RefusedException, UnavailableException {
        return named() ? earlierBuilds.among(executed, id, new OlderRuns(api, project), accepted) : Set.of();
    }

    ManualVerdicts manualVerdicts() {
        return new ManualVerdicts(new OlderRuns(api, project), project, id, toBeCreated());
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
