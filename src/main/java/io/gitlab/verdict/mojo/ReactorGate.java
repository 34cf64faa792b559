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
 * Runs a goal once for the whole reactor: when the last module has reached it, in any order of the modules of a
 * parallel build, and always with the configuration of the same module. Its state is kept in the session, so that
 * builds in one JVM are independent, and consists of JDK types only, because a reactor may load this plugin twice.
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
     * Records that a module has reached the goal.
     *
     * @param work what the module would do, with its own configuration; empty: the module skips the goal
     * @param early whether the first module that does not skip the goal does the work immediately, instead of the last
     * @return what has to be done now: nothing unless this is the last module; then the work of the module whose
     *     configuration applies, which is the top project, else the first module that does not skip the goal
     */
    Optional<Callable<Void>> enter(MavenProject module, Optional<Callable<Void>> work, boolean early) {
        if (direct()) {
            // Maven runs a goal without requiresProject once for the whole reactor if it is called directly.
            remember(called());
            return work;
        }
        return withReached(reached -> {
            if (early) {
                boolean done = participants(reached).findAny().isPresent();
                reached.putIfAbsent(module.getId(), work);
                return done ? Optional.empty() : work;
            }
            boolean first = reached.putIfAbsent(module.getId(), work) == null;
            return first && binding.modules().allMatch(one -> reached.containsKey(one.getId()))
                    ? participants(reached).findFirst().flatMap(one -> reached.get(one.getId()))
                    : Optional.empty();
        });
    }

    /** Whether this module has not reached the goal, and the goal was not called directly. */
    boolean expects(MavenProject module) {
        return !remembers(called()) && withReached(reached -> !reached.containsKey(module.getId()));
    }

    boolean direct() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    /** From now on, modules reach the goal because the session has ended, not because they were built. */
    void endSession() {
        remember(ENDED);
    }

    boolean sessionEnded() {
        return remembers(ENDED);
    }

    /** Modules that skip the goal, and modules without the goal that are not built yet: their tests may be running. */
    Set<MavenProject> leftOut() {
        return direct()
                ? Set.of()
                : withReached(reached -> session.getProjects().stream()
                        .filter(module -> binding.has(module) ? skipped(reached, module) : unfinished(module))
                        .collect(Collectors.toSet()));
    }

    /** Warnings about the configuration of the reactor. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (!direct()) {
            List<MavenProject> participants =
                    withReached(reached -> participants(reached).toList());
            MavenProject leader = participants.get(0);
            String configuration = binding.configuration(leader);
            names(
                            participants.stream(),
                            module -> !binding.configuration(module).equals(configuration))
                    .ifPresent(
                            names -> warnings.add("The configuration of Verdict in " + names + " differs from that in "
                                    + leader.getArtifactId()
                                    + ", which applies to the whole reactor. Configure it once, in the parent."));
            names(leftOut().stream(), module -> !binding.has(module) && hasTests(module))
                    .ifPresent(names -> warnings.add("The tests of " + names + " are left out, because verdict:"
                            + execution.getGoal() + " is not bound there, and runs before these modules are built."
                            + " Declare the plugin in the parent."));
        }
        return warnings;
    }

    private Stream<MavenProject> participants(Map<String, Optional<Callable<Void>>> reached) {
        return binding.modules()
                .filter(module ->
                        reached.getOrDefault(module.getId(), Optional.empty()).isPresent());
    }

    private static boolean skipped(Map<String, Optional<Callable<Void>>> reached, MavenProject module) {
        return Optional.empty().equals(reached.get(module.getId()));
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
        return execution.getGoal() + " was called directly";
    }

    private void remember(String what) {
        context().put(what, true);
    }

    private boolean remembers(String what) {
        return context().containsKey(what);
    }

    @SuppressWarnings("unchecked")
    private <T> T withReached(Function<Map<String, Optional<Callable<Void>>>, T> use) {
        Map<String, Object> context = context();
        synchronized (context) {
            return use.apply((Map<String, Optional<Callable<Void>>>) context.computeIfAbsent(
                    "reached " + execution.getGoal() + ":" + execution.getExecutionId(), name -> new HashMap<>()));
        }
    }

    private Map<String, Object> context() {
        return session.getPluginContext(
                execution.getMojoDescriptor().getPluginDescriptor(), session.getTopLevelProject());
    }
}
