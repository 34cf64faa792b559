package io.gitlab.verdict.mojo;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/**
 * Lets a goal act once for the whole reactor: in the module that comes to it last, whatever the order in which a parallel
 * build finishes its modules. What it remembers lives in the session, so builds in one JVM do not meet.
 */
final class ReactorGate {
    private final MavenSession session;
    private final MojoExecution execution;

    ReactorGate(MavenSession session, MojoExecution execution) {
        this.session = session;
        this.execution = execution;
    }

    /** Notes that a module has come, and says whether it is the last. */
    boolean lastToCome(MavenProject module) {
        if (direct()) {
            // Maven runs a goal that needs no project once for the whole reactor when it is called by name.
            return true;
        }
        Set<String> expected = session.getProjects().stream()
                .filter(this::bound)
                .map(MavenProject::getId)
                .collect(Collectors.toSet());
        Set<String> come = come();
        synchronized (come) {
            return come.add(module.getId()) && come.containsAll(expected);
        }
    }

    boolean direct() {
        return execution.getSource() == MojoExecution.Source.CLI;
    }

    @SuppressWarnings("unchecked")
    private Set<String> come() {
        PluginDescriptor plugin = execution.getMojoDescriptor().getPluginDescriptor();
        Map<String, Object> context = session.getPluginContext(plugin, session.getTopLevelProject());
        String key = "come to " + execution.getGoal() + ":" + execution.getExecutionId();
        synchronized (context) {
            return (Set<String>) context.computeIfAbsent(key, name -> ConcurrentHashMap.newKeySet());
        }
    }

    private boolean bound(MavenProject project) {
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        return plugin != null && plugin.getExecutions().stream().anyMatch(this::same);
    }

    private boolean same(PluginExecution other) {
        return other.getId().equals(execution.getExecutionId())
                && other.getGoals().contains(execution.getGoal())
                && !"none".equals(other.getPhase());
    }
}
