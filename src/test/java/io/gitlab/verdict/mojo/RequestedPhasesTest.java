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

class RequestedPhasesTest {
    private static final String BOUND = "post-integration-test";

    private final DefaultLifecycles lifecycles = new DefaultLifecycles(
            Map.of(
                    "default", new Lifecycle("default", List.of("test", BOUND, "verify", "install"), Map.of()),
                    "clean", new Lifecycle("clean", List.of("clean"), Map.of()),
                    "site", new Lifecycle("site", List.of("site"), Map.of())),
            new ConsoleLogger());

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
