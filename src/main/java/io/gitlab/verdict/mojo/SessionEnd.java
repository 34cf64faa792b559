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
 * Runs the bound {@code publish} of each module that did not reach it because of a failure, when the session has ended. Maven
 * finds this class in {@code META-INF/plexus/components.xml} if the plugin is declared with
 * {@code <extensions>true</extensions>}; Maven before 3.9 cannot scan classes of Java 17.
 * <p>
 * The goal runs only if the requested phases include its phase: if {@code publish} is bound to a later phase,
 * {@code mvn test} publishes neither when tests pass nor when they fail. So the same command publishes always or never, and
 * passed and failed tests reach the tracker alike. The goal also runs if the build succeeds without having reached it, as with
 * {@code --fail-never}. A failure to publish is logged, and does not change how the build ends.
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
                        .forEach(execution -> publish(session, module, plugin, execution));
            }
        }
    }

    private void publish(MavenSession session, MavenProject module, Plugin plugin, PluginExecution bound) {
        try {
            MavenSession ofModule = session.clone();
            ofModule.setCurrentProject(module);
            MojoDescriptor goal = plugins.getMojoDescriptor(
                    plugin, GOAL, module.getRemotePluginRepositories(), session.getRepositorySession());
            String phase = bound.getPhase() == null ? goal.getPhase() : bound.getPhase();
            MojoExecution execution = new MojoExecution(goal, bound.getId(), MojoExecution.Source.LIFECYCLE);
            ReactorGate gate = new ReactorGate(session, execution);
            if (new RequestedPhases(lifecycles, session).include(phase) && gate.expects(module)) {
                gate.endSession();
                configure(execution, plugin, ofModule);
                plugins.executeMojo(ofModule, execution);
            }
        } catch (Exception e) {
            // A failure here must not hide how the build ended.
            LOG.error("verdict:publish failed after the end of the session: {}", e.getMessage());
            LOG.debug("verdict:publish", e);
        }
    }

    /** The configuration with which Maven would have run the goal. */
    private void configure(MojoExecution execution, Plugin plugin, MavenSession session) throws Exception {
        String task = plugin.getId() + ":" + GOAL + "@" + execution.getExecutionId();
        List<MojoExecution> planned =
                executor.calculateExecutionPlan(session, task).getMojoExecutions();
        execution.setConfiguration(planned.get(0).getConfiguration());
    }
}
