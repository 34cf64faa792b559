package io.gitlab.verdict.mojo;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets every module come to its bound {@code publish} that a failure kept from it, when the session has ended. Maven
 * finds this class in {@code META-INF/plexus/components.xml} if the plugin is declared with
 * {@code <extensions>true</extensions>}; before version 3.9 it could not find it by scanning classes of Java 17.
 * <p>
 * A module comes to it now only if the build was to come to it: {@code mvn test} publishes neither when the tests fail nor
 * when they pass, if {@code publish} is bound to a later phase. So the same command publishes always or never, and what
 * passes and what fails reaches the tracker alike. A build that succeeds without having come to the goal, as with
 * {@code --fail-never}, is no exception: what was tested is published. A publication that nobody could make up for is
 * told in the log, and changes nothing of how the build ends.
 */
final class SessionEnd extends AbstractMavenLifecycleParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(SessionEnd.class);
    private static final String PLUGIN = "io.gitlab.verdict:verdict-maven-plugin";
    private static final String GOAL = "publish";

    private final DefaultLifecycles lifecycles;
    private final LifecycleExecutor executor;
    private final BuildPluginManager plugins;

    @Inject
    SessionEnd(DefaultLifecycles lifecycles, LifecycleExecutor executor, BuildPluginManager plugins) {
        this.lifecycles = lifecycles;
        this.executor = executor;
        this.plugins = plugins;
    }

    @Override
    public void afterSessionEnd(MavenSession session) {
        for (MavenProject module : session.getProjects()) {
            Plugin plugin = module.getPlugin(PLUGIN);
            if (plugin != null) {
                plugin.getExecutions().stream()
                        .filter(execution -> execution.getGoals().contains(GOAL))
                        .forEach(execution -> come(session, module, plugin, execution));
            }
        }
    }

    private void come(MavenSession session, MavenProject module, Plugin plugin, PluginExecution bound) {
        try {
            MavenSession ofModule = session.clone();
            ofModule.setCurrentProject(module);
            MojoDescriptor publish = plugins.getMojoDescriptor(
                    plugin, GOAL, module.getRemotePluginRepositories(), session.getRepositorySession());
            String phase = bound.getPhase() == null ? publish.getPhase() : bound.getPhase();
            MojoExecution execution = new MojoExecution(publish, bound.getId(), MojoExecution.Source.LIFECYCLE);
            ReactorGate gate = new ReactorGate(session, execution);
            if (new RequestedPhases(lifecycles, session).reach(phase) && gate.awaits(module)) {
                gate.endSession();
                configure(execution, plugin, ofModule);
                plugins.executeMojo(ofModule, execution);
            }
        } catch (Exception e) {
            // The build has ended, and how it ended is what the user must see.
            LOG.error("verdict:publish failed when the session had ended: {}", e.getMessage());
            LOG.debug("verdict:publish", e);
        }
    }

    /** Gives it the very configuration with which Maven would have run it. */
    private void configure(MojoExecution execution, Plugin plugin, MavenSession session) throws Exception {
        String task = plugin.getId() + ":" + GOAL + "@" + execution.getExecutionId();
        List<MojoExecution> planned =
                executor.calculateExecutionPlan(session, task).getMojoExecutions();
        execution.setConfiguration(planned.get(0).getConfiguration());
    }
}
