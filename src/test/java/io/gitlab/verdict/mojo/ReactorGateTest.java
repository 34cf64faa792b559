package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.maven.execution.BuildSuccess;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecution.Source;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorGateTest {
    private final List<String> done = new ArrayList<>();
    private final MavenProject top = bound("top", "one");
    private final MavenProject cart = bound("cart", "one");
    private final MavenProject stock = bound("stock", "one");

    @TempDir
    private Path directory;

    @Test
    void theSameModuleDecidesWhicheverComesLast() throws Exception {
        reach(gate(Source.LIFECYCLE, cart, stock), cart, stock);
        reach(gate(Source.LIFECYCLE, cart, stock), stock, cart);
        assertThat(done).containsExactly("cart", "cart");
    }

    @Test
    void theTopProjectDecidesThoughItIsBuiltLast() throws Exception {
        top.setExecutionRoot(true);
        reach(gate(Source.LIFECYCLE, cart, stock, top), cart, stock, top);
        assertThat(done).containsExactly("top");
    }

    @Test
    void actsOnceThoughAModuleComesTwice() throws Exception {
        reach(gate(Source.LIFECYCLE, cart, stock), cart, cart, stock, stock);
        assertThat(done).containsExactly("cart");
    }

    @Test
    void aModuleThatSkipsTheGoalIsIgnored() throws Exception {
        ReactorGate gate = gate(Source.LIFECYCLE, cart, stock);
        assertThat(gate.enter(cart, Optional.empty(), false)).isEmpty();
        reach(gate, stock);
        assertThat(done).containsExactly("stock");
        assertThat(gate.leftOut()).containsExactly(cart);
    }

    @Test
    void nothingIsDoneWhenAllSkip() {
        assertThat(gate(Source.LIFECYCLE, cart).enter(cart, Optional.empty(), false))
                .isEmpty();
    }

    @Test
    void sessionsAreIndependent() throws Exception {
        reach(gate(Source.LIFECYCLE, cart, stock), cart);
        reach(gate(Source.LIFECYCLE, cart, stock), stock);
        assertThat(done).isEmpty();
    }

    @Test
    void expectsAModuleUntilItReachesTheGoal() throws Exception {
        ReactorGate gate = gate(Source.LIFECYCLE, cart, stock);
        reach(gate, cart);
        assertThat(gate.expects(cart)).isFalse();
        assertThat(gate.expects(stock)).isTrue();
    }

    @Test
    void expectsNoModuleAfterADirectCall() throws Exception {
        MavenSession session = session(cart, stock);
        reach(new ReactorGate(session, execution(Source.CLI)), cart);
        assertThat(done).containsExactly("cart");
        assertThat(new ReactorGate(session, execution(Source.LIFECYCLE)).expects(stock))
                .isFalse();
    }

    @Test
    void namesModulesWithAnotherConfiguration() throws Exception {
        MavenProject odd = bound("odd", "another");
        MavenProject property = bound("property", "one");
        property.getProperties().setProperty("verdict.build", "mine");
        ReactorGate gate = gate(Source.LIFECYCLE, cart, stock, odd, property);
        reach(gate, cart, stock, odd, property);
        assertThat(gate.warnings())
                .singleElement()
                .asString()
                .startsWith("The configuration of Verdict in odd, property differs from that in cart,");
    }

    @Test
    void leavesOutModulesThatAreNotBuiltYetAndWarnsOfTheirTests() throws Exception {
        Files.createDirectory(directory.resolve("tests"));
        MavenProject before = module("before");
        MavenProject after = module("after");
        MavenSession session = session(before, cart, after);
        session.getResult().addBuildSummary(new BuildSuccess(before, 1));
        ReactorGate gate = new ReactorGate(session, execution(Source.LIFECYCLE));
        reach(gate, cart);
        assertThat(gate.leftOut()).containsExactly(after);
        assertThat(gate.warnings()).singleElement().asString().startsWith("The tests of after are left out,");
        gate.endSession();
        assertThat(gate.leftOut()).isEmpty();
    }

    private void reach(ReactorGate gate, MavenProject... modules) throws Exception {
        for (MavenProject module : modules) {
            Optional<Callable<Void>> due = gate.enter(
                    module,
                    Optional.of(() -> {
                        done.add(module.getArtifactId());
                        return null;
                    }),
                    false);
            if (due.isPresent()) {
                due.get().call();
            }
        }
    }

    private static ReactorGate gate(Source source, MavenProject... modules) {
        return new ReactorGate(session(modules), execution(source));
    }

    @SuppressWarnings("deprecation")
    private static MavenSession session(MavenProject... modules) {
        MavenSession session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest(),
                new DefaultMavenExecutionResult());
        session.setProjects(Stream.of(modules).toList());
        return session;
    }

    private static MojoExecution execution(Source source) {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("io.gitlab.verdict");
        plugin.setArtifactId("verdict-maven-plugin");
        plugin.setVersion("1");
        plugin.setPlugin(plugin());
        MojoDescriptor publish = new MojoDescriptor();
        publish.setPluginDescriptor(plugin);
        publish.setGoal("publish");
        return new MojoExecution(publish, "default", source);
    }

    private static MavenProject bound(String artifactId, String build) {
        MavenProject module = new MavenProject(model(artifactId));
        Xpp3Dom value = new Xpp3Dom("build");
        value.setValue(build);
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        configuration.addChild(value);
        PluginExecution execution = new PluginExecution();
        execution.addGoal("publish");
        execution.setConfiguration(configuration);
        Plugin plugin = plugin();
        plugin.addExecution(execution);
        module.getBuild().addPlugin(plugin);
        return module;
    }

    private MavenProject module(String artifactId) {
        MavenProject module = new MavenProject(model(artifactId));
        module.getBuild().setTestSourceDirectory(directory.resolve("tests").toString());
        return module;
    }

    private static Plugin plugin() {
        Plugin plugin = new Plugin();
        plugin.setGroupId("io.gitlab.verdict");
        plugin.setArtifactId("verdict-maven-plugin");
        plugin.setVersion("1");
        return plugin;
    }

    private static Model model(String artifactId) {
        Model model = new Model();
        model.setGroupId("it");
        model.setArtifactId(artifactId);
        model.setVersion("1");
        model.setBuild(new Build());
        return model;
    }
}
