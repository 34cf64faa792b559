package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.publish.ReplayOutbox;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** What all goals share: settings by one rule, once for the reactor, and errors that Maven can show. */
abstract class AbstractVerdictMojo extends AbstractMojo {
    private static final String PROPERTY = "${verdict.";

    /**
     * Does nothing. Without it the goal runs. Example: {@code -Dverdict.skip} on a developer's machine.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.skip", defaultValue = "false")
    private String skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final Map<String, TrackerFactory> trackers = TrackerFactory.all();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        shown(() -> {
            VerdictSettings overrides = new VerdictSettings(properties(), System.getenv());
            boolean skipped = overrides.flag("skip", skip);
            Optional<Callable<Void>> due =
                    gate().arrive(project, skipped ? Optional.empty() : Optional.of(work(overrides)), early());
            check(overrides);
            if (due.isPresent()) {
                return due.get().call();
            }
            if (!gate().sessionEnded()) {
                getLog().info(
                                skipped
                                        ? "Skipped, because " + overrides.where("skip") + " is set."
                                        : early()
                                                ? "Done already: this is done once, in the first module."
                                                : "Waiting for the other modules: this is done once, after the last.");
            }
            return null;
        });
    }

    /** What this module does when it decides for the reactor; another module may call it, of another class loader. */
    private Callable<Void> work(VerdictSettings overrides) {
        return () -> shown(() -> {
            if (!early()) {
                gate().warnings().forEach(getLog()::warn);
            }
            run(overrides);
            return null;
        });
    }

    private void check(VerdictSettings overrides) {
        Set<String> known = knownSettings(AbstractVerdictMojo::properties);
        overrides.check(known);
        overrides
                .unknownVariables(known)
                .forEach(name -> getLog().warn("The variable " + name + " is no setting of Verdict."));
        new PomSettings(project, execution.getPlugin().getKey()).check(knownSettings(AbstractVerdictMojo::elements));
    }

    /** What the task throws, as Maven shows it. */
    static Void shown(Callable<Void> task) throws MojoExecutionException, MojoFailureException {
        try {
            return task.call();
        } catch (MojoExecutionException | MojoFailureException e) {
            throw e;
        } catch (InvalidSettingException | StaleReportsException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new MojoExecutionException("Could not read or write a file: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new MojoExecutionException(e.getMessage(), e);
        }
    }

    /** Whether the goal's work comes before that of the modules, and is done in the first of them. */
    boolean early() {
        return false;
    }

    /** Does the goal's work, once for the reactor. */
    abstract void run(VerdictSettings overrides)
            throws MojoExecutionException, MojoFailureException, IOException, StaleReportsException;

    private Properties properties() {
        Properties all = new Properties();
        all.putAll(session.getSystemProperties());
        all.putAll(session.getUserProperties());
        return all;
    }

    /** @param own the names of a goal's own settings there */
    private Set<String> knownSettings(Function<MojoDescriptor, Stream<String>> own) {
        Set<String> known = new TreeSet<>();
        execution.getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                .flatMap(own)
                .forEach(known::add);
        trackers.forEach((name, factory) -> factory.settingNames().forEach(setting -> known.add(name + "." + setting)));
        return known;
    }

    private static Stream<String> elements(MojoDescriptor mojo) {
        return mojo.getParameterMap().keySet().stream();
    }

    /** The names outside of the POM: {@code sweep.apply} of {@code <sweepApply>}. */
    private static Stream<String> properties(MojoDescriptor mojo) {
        return mojo.getParameters().stream().map(parameter -> {
            String expression = String.valueOf(parameter.getExpression());
            return expression.startsWith(PROPERTY)
                    ? expression.substring(PROPERTY.length(), expression.length() - 1)
                    : parameter.getName();
        });
    }

    final MavenSession session() {
        return session;
    }

    final Map<String, TrackerFactory> trackers() {
        return trackers;
    }

    final BuildLayout layout() {
        return new BuildLayout(session, gate().leftOut());
    }

    final ReactorGate gate() {
        return new ReactorGate(session, execution);
    }

    final void log(Finding finding) {
        String message = ConsoleSummary.printable(finding.message());
        switch (finding.severity()) {
            case INFO -> getLog().info(message);
            case WARNING -> getLog().warn(message);
            case ERROR -> getLog().error(message);
        }
    }

    /** A line of progress, or of what became of it; texts of others may be part of it. */
    final void tell(String line) {
        getLog().info(ConsoleSummary.printable(line));
    }

    final void tellReplayed(ReplayOutbox.Replayed replayed) {
        replayed.findings().forEach(this::log);
        tell(replayed.tracker() + ", build " + replayed.build() + ": "
                + replayed.results().size() + " results, " + replayed.count(State.PUBLISHED) + " published, "
                + replayed.count(State.ALREADY_THERE) + " already there, " + replayed.count(State.UNPUBLISHED)
                + " not published");
        if (!replayed.attachments().isEmpty()) {
            getLog().info("Attachments: " + replayed.attachments().size() + ", not proven to be with their results: "
                    + replayed.attachments().stream()
                            .filter(one -> !one.reason().isEmpty())
                            .count());
        }
        replayed.results().stream()
                .filter(result -> result.state() == State.UNPUBLISHED)
                .collect(Collectors.groupingBy(
                        ResultStatus::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(one -> one.result().key().testCase(), Collectors.toList())))
                .forEach((reason, testCases) -> getLog().warn(ConsoleSummary.printable(
                        "Not published: " + testCases.size() + " results: " + FirstFew.of(testCases) + ": " + reason)));
        if (!replayed.complete()) {
            getLog().info("It waits in " + replayed.whereabouts() + "; to give it up, delete that file.");
        }
    }
}
