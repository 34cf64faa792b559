package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.Lifecycle;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.logging.console.ConsoleLogger;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedPhasesTest {
    private static final String BOUND = "post-integration-test";

    private DefaultLifecycles lifecycles = lifecycles("test", BOUND, "verify", "install");

    @Test
    void reachThePhaseItselfAndAllBeforeALaterOne() {
        assertThat(asked(BOUND).reach(BOUND)).isTrue();
        assertThat(asked("clean", "install").reach(BOUND)).isTrue();
    }

    @Test
    void reachNoPhaseAfterAnEarlierOne() {
        assertThat(asked("clean", "test").reach(BOUND)).isFalse();
    }

    @Test
    void reachNoPhaseOfAnotherLifecycle() {
        assertThat(asked("site").reach(BOUND)).isFalse();
        assertThat(asked("install").reach("site")).isFalse();
    }

    @Test
    void reachNothingByGoals() {
        assertThat(asked("verdict:publish").reach(BOUND)).isFalse();
    }

    @Test
    void reachNoPhaseThatMavenDoesNotKnow() {
        assertThat(asked("install").reach("after-lunch")).isFalse();
    }

    @Test
    void areThoseOfTheDefaultGoalWhenNoneIsNamed() {
        assertThat(asked().reach(BOUND)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "post-integration-test, true",
        "test, true",
        "process-test-classes, true",
        "generate-sources, true",
        "prepare-package, true",
        "install, false"
    })
    void areComparedByTheNamesOfMaven4(String bound, boolean reached) {
        lifecycles = new DefaultLifecycles() {
            @Override
            public Lifecycle get(String phase) {
                return lifecycle(
                        "sources",
                        "after:test-compile",
                        "test",
                        "before:package",
                        "after:integration-test",
                        "verify",
                        "install");
            }
        };
        assertThat(asked("verify").reach(bound)).isEqualTo(reached);
        assertThat(asked("test").reach(BOUND)).isFalse();
        assertThat(asked("dependency:tree").reach(bound)).isFalse();
    }

    private static DefaultLifecycles lifecycles(String... phases) {
        return new DefaultLifecycles(
                Map.of(
                        "default", lifecycle(phases),
                        "clean", new Lifecycle("clean", List.of("clean"), Map.of()),
                        "site", new Lifecycle("site", List.of("site"), Map.of())),
                new ConsoleLogger());
    }

    private static Lifecycle lifecycle(String... phases) {
        return new Lifecycle("default", List.of(phases), Map.of());
    }

    @SuppressWarnings("deprecation")
    private RequestedPhases asked(String... tasks) {
        MavenSession session = new MavenSession(
                null,
                new DefaultRepositorySystemSession(),
                new DefaultMavenExecutionRequest().setGoals(List.of(tasks)),
                new DefaultMavenExecutionResult());
        Model model = new Model();
        model.setBuild(new Build());
        model.getBuild().setDefaultGoal("clean verify");
        session.setProjects(List.of(new MavenProject(model)));
        return new RequestedPhases(lifecycles, session);
    }
}
