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
    void includeThePhaseItselfAndAllBeforeALaterOne() {
        assertThat(requested(BOUND).include(BOUND)).isTrue();
        assertThat(requested("clean", "install").include(BOUND)).isTrue();
    }

    @Test
    void includeNoPhaseAfterAnEarlierOne() {
        assertThat(requested("clean", "test").include(BOUND)).isFalse();
    }

    @Test
    void includeNoPhaseOfAnotherLifecycle() {
        assertThat(requested("site").include(BOUND)).isFalse();
        assertThat(requested("install").include("site")).isFalse();
    }

    @Test
    void includeNothingByGoals() {
        assertThat(requested("verdict:publish").include(BOUND)).isFalse();
    }

    @Test
    void includeNoPhaseThatMavenDoesNotKnow() {
        assertThat(requested("install").include("after-lunch")).isFalse();
    }

    @Test
    void areThoseOfTheDefaultGoalWhenNoneIsNamed() {
        assertThat(requested().include(BOUND)).isTrue();
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
        assertThat(requested("verify").include(bound)).isEqualTo(reached);
        assertThat(requested("test").include(BOUND)).isFalse();
        assertThat(requested("dependency:tree").include(bound)).isFalse();
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
    private RequestedPhases requested(String... tasks) {
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
