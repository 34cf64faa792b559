package io.gitlab.verdict.mojo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Lets a goal act once for the whole reactor: when the last module has come to it, whatever the order in which a parallel
 * build finishes its modules, and always with the configuration of the same module. What it remembers lives in the
 * session, so builds in one JVM do not meet, and is of the JDK's types, because a reactor may load this plugin twice.
 */
final class ReactorGate {
    private static final String ENDED = "the session has ended";

    private final MavenSession session;
    private final MojoExecution execution;
    private final Binding binding;

    ReactorGate(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
        this.binding = new Binding(session, execution);
    }

    /**
     * Notes that a module has come.
     *
     * @param work what the module would do, with its own configuration; empty: it takes no part
     * @param early whether the first module that takes part does the work at once, rather than the last to come
     * @return what is to be done now: nothing unless the module is the last to come; then the work of the module that
     *     decides, which is the top project or else the first that takes part
     */
    Optional<Callable<Void>> arrive(MavenProject module, Optional<Callable<Void>> work, boolean early) {
        if (direct()) {
            // Maven runs a goal that needs no project once for the whole reactor when it is called by name.
            remember(called());
            return work;
        }
        return withArrived(arrived -> {
            if (early) {
                boolean done = takingPart(arrived).findAny().isPresent();
                arrived.putIfAbsent(module.getId(), work);
                return done ? Optional.empty() : work;
            }
            boolean first = arrived.putIfAbsent(module.getId(), work) == null;
            return first && binding.modules().allMatch(one -> arrived.containsKey(one.getId()))
                    ? takingPart(arrived).findFirst().flatMap(one -> arrived.get(one.getId()))
                    : Optional.empty();
        });
    }

    /** Whether this module has still to come, and nobody has called the goal by name meanwhile. */
    boolean awaits(MavenProject module) {
        return !remembers(called()) && withArrived(arrived -> !arrived.containsKey(module.getId()));
    }

    boolean direct() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    /** From now on modules come because the session has ended, not because they were built so far. */
    void endSession() {
        remember(ENDED);
    }

    boolean sessionEnded() {
        return remembers(ENDED);
    }

    /** Modules that skip the goal, and those without it that are not built yet: their tests may be running. */
    Set<MavenProject> leftOut() {
        return direct()
                ? Set.of()
                : withArrived(arrived -> session.getProjects().stream()
                        .filter(module -> binding.has(module) ? skipped(arrived, module) : unfinished(module))
                        .collect(Collectors.toSet()));
    }

    /** What the user should know when the goal acts for the reactor. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!direct()) {
            List<MavenProject> taking =
                    withArrived(arrived -> takingPart(arrived).toList());
            MavenProject decider = taking.get(0);
            String configuration = binding.configuration(decider);
            names(taking.stream(), module -> !binding.configuration(module).equals(configuration))
                    .ifPresent(names -> warnings.add("Verdict is configured in " + names + " otherwise than in "
                            + decider.getArtifactId()
                            + ", whose configuration counts for the whole reactor. Configure it"
                            + " once, in the parent."));
            names(leftOut().stream(), module -> !binding.has(module) && hasTests(module))
                    .ifPresent(names -> warnings.add("The tests of " + names + " are left out, because verdict:"
                            + execution.getGoal() + " is not bound there, and comes before these modules are built."
                            + " Declare the plugin in the parent."));
        }
        return warnings;
    }

    private Stream<MavenProject> takingPart(Map<String, Optional<Callable<Void>>> arrived) {
        return binding.modules()
                .filter(module ->
                        arrived.getOrDefault(module.getId(), Optional.empty()).isPresent());
    }

    private static boolean skipped(Map<String, Optional<Callable<Void>>> arrived, MavenProject module) {
        return Optional.empty().equals(arrived.get(module.getId()));
    }

    private boolean unfinished(MavenProject module) {
        return !sessionEnded() && session.getResult().getBuildSummary(module) == null;
    }

    private static boolean hasTests(MavenProject module) {
        return Files.isDirectory(Path.of(module.getBuild().getTestSourceDirectory()));
    }

    private static Optional<String> names(Stream<MavenProject> modules, Predicate<MavenProject> wanted) {
        List<String> names =
                modules.filter(wanted).map(MavenProject::getArtifactId).sorted().toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
    }

    private String called() {
        return execution.getGoal() + " was called by name";
    }

    private void remember(String what) {
        context().put(what, true);
    }

    private boolean remembers(String what) {
        return context().containsKey(what);
    }

    @SuppressWarnings("unchecked")
    private <T> T withArrived(Function<Map<String, Optional<Callable<Void>>>, T> use) {
        Map<String, Object> context = context();
        synchronized (context) {
            return use.apply((Map<String, Optional<Callable<Void>>>) context.computeIfAbsent(
                    "come to " + execution.getGoal() + ":" + execution.getExecutionId(), name -> new HashMap<>()));
        }
    }

    private Map<String, Object> context() {
        return session.getPluginContext(
                execution.getMojoDescriptor().getPluginDescriptor(), session.getTopLevelProject());
    }
}
