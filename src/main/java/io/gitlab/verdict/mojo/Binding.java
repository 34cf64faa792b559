package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/** The modules of the reactor in which an execution of the same ID binds a goal to a phase, and their configuration. */
record Binding(MavenSession session, MojoExecution execution) {

    /** The top project first, then in the order of the reactor. The configuration of the first one applies. */
    Stream<MavenProject> modules() {
        return Stream.concat(Stream.of(session.getTopLevelProject()), session.getProjects().stream())
                .distinct()
                .filter(this::has);
    }

    boolean has(MavenProject module) {
        return of(module).isPresent();
    }

    private Optional<PluginExecution> of(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(execution.getPlugin().getKey())).map(Plugin::getExecutions).stream()
                .flatMap(executions -> executions.stream())
                .filter(this::same)
                .findFirst();
    }

    private boolean same(PluginExecution other) {
        return other.getId().equals(execution.getExecutionId())
                && other.getGoals().contains(execution.getGoal())
                && !"none".equals(other.getPhase());
    }

    /** Everything that configures the goal in that module, for comparison. */
    String configuration(MavenProject module) {
        Map<String, String> properties = new TreeMap<>();
        module.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(VerdictSettings.PREFIX))
                .forEach(name -> properties.put(name, module.getProperties().getProperty(name)));
        return of(module)
                        .map(PluginExecution::getConfiguration)
                        .map(Objects::toString)
                        .orElse("")
                + properties;
    }
}
