package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiSystem;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.Invocation;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Base of all goals: checks the settings, runs the goal once for the reactor, and turns failures into Maven's exceptions. A
 * goal declares its parameters and makes one call. {@link GoalSettings} reads the parameters' fields.
 */
abstract class AbstractVerdictMojo extends AbstractMojo {

    /**
     * Skips the goal. Example: {@code -Dverdict.skip} on a developer's machine.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.skip", defaultValue = DefaultSettings.SKIP)
    private String skip;

    /**
     * What happens when a publication is incomplete: {@code fail} fails the build, {@code warn} logs a warning. Used by
     * {@code check}, and by {@code publish} and {@code replay} when they are called directly.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onUnpublished", defaultValue = DefaultSettings.ON_UNPUBLISHED)
    private String onUnpublished;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private SettingsDecrypter decrypter;

    @Inject
    private ProjectDependenciesResolver dependencies;

    /** Whether the goal runs before the modules are built, in the first of them, and not after the last. */
    boolean early() {
        return false;
    }

    /** Does the goal's work, once for the reactor. */
    abstract void run(FrontEnd frontEnd) throws Exception;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        translated(() -> {
            VerdictSettings settings = settings();
            boolean skipped = settings.flag("skip", DefaultSettings.SKIP);
            Optional<Callable<Void>> due =
                    gate().enter(project, skipped ? Optional.empty() : Optional.of(work(settings)), early());
            new SettingsCheck(project, execution).check(settings, getLog());
            if (due.isPresent()) {
                return due.get().call();
            }
            if (!gate().sessionEnded()) {
                getLog().info(notNow(skipped, settings));
            }
            return null;
        });
    }

    private String notNow(boolean skipped, VerdictSettings settings) {
        if (skipped) {
            return "Skipped, because " + settings.asWritten("skip") + " is set.";
        }
        return early()
                ? "Nothing to do: this goal runs once, in the first module."
                : "Waiting for the other modules: this goal runs once, after the last one.";
    }

    /** The work of this module if it acts for the reactor. Another module may call it, from another class loader. */
    private Callable<Void> work(VerdictSettings settings) {
        return () -> translated(() -> {
            if (!early()) {
                gate().warnings().forEach(getLog()::warn);
            }
            run(frontEnd(settings));
            return null;
        });
    }

    private static Void translated(Callable<Void> task) throws MojoExecutionException, MojoFailureException {
        try {
            return task.call();
        } catch (MojoExecutionException | MojoFailureException e) {
            throw e;
        } catch (RunFailedException | InvalidSettingException | StaleReportsException | RefusedException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (UnavailableException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("Could not read or write a file: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    private VerdictSettings settings() {
        Properties properties = new Properties();
        properties.putAll(session.getSystemProperties());
        properties.putAll(session.getUserProperties());
        return new VerdictSettings(
                properties, System.getenv(), new GoalSettings(execution.getMojoDescriptor()).read(this));
    }

    private FrontEnd frontEnd(VerdictSettings settings) {
        return new MavenFrontEnd(
                settings,
                new BuildLayout(session, gate().leftOut(), new TestDependencies(dependencies, session, getLog())),
                new MavenAccounts(session.getSettings(), decrypter),
                CiSystem.current(System.getenv()),
                invocation(),
                new MavenConsole(getLog()));
    }

    private Invocation invocation() {
        ReactorGate gate = gate();
        Invocation.Trigger whenBound = gate.sessionEnded() ? Invocation.Trigger.BUILD_END : Invocation.Trigger.BUILD;
        return new Invocation(
                gate.direct() ? Invocation.Trigger.DIRECT : whenBound,
                session.getStartTime().toInstant(),
                testsSkipped(),
                new InteractiveSession(session.getRequest().isInteractiveMode(), System.console()).unattended());
    }

    private boolean testsSkipped() {
        return Stream.of("skipTests", "maven.test.skip", "skipITs")
                .map(name -> session.getUserProperties().getProperty(name))
                .anyMatch(value -> value != null && !value.equalsIgnoreCase("false"));
    }

    private ReactorGate gate() {
        return new ReactorGate(session, execution);
    }
}
