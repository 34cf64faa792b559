package io.gitlab.verdict.mojo;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.Lifecycle;

/** How far the user asked a build to go. */
record RequestedPhases(DefaultLifecycles lifecycles, MavenSession session) {

    /** Whether a build that nothing stops comes to that phase. */
    boolean reach(String phase) {
        Lifecycle lifecycle = lifecycles.get(phase);
        if (lifecycle == null) {
            return false;
        }
        List<String> phases = lifecycle.getPhases();
        return tasks().stream().anyMatch(task -> phases.indexOf(task) >= phases.indexOf(phase));
    }

    private List<String> tasks() {
        List<String> goals = session.getGoals();
        String byDefault = session.getTopLevelProject().getDefaultGoal();
        return goals.isEmpty() && byDefault != null ? List.of(byDefault.trim().split("\\s+")) : goals;
    }
}
