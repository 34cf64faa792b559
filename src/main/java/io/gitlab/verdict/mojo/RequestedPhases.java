package io.gitlab.verdict.mojo;

import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.Lifecycle;

/** The phases that the user requested. */
record RequestedPhases(DefaultLifecycles lifecycles, MavenSession session) {

    /** Whether a successful build reaches that phase. */
    boolean include(String phase) {
        Lifecycle lifecycle = lifecycles.get(phase);
        if (lifecycle == null) {
            return false;
        }
        List<String> phases = lifecycle.getPhases();
        int bound = position(phases, phase);
        return bound >= 0 && tasks().stream().anyMatch(task -> position(phases, task) >= bound);
    }

    private static int position(List<String> phases, String phase) {
        int position = phases.indexOf(phase);
        return position >= 0 ? position : phases.indexOf(inMaven4(phase));
    }

    /** Maven 4 has renamed some phases. It accepts the old names, but does not list them. */
    private static String inMaven4(String phase) {
        return switch (phase) {
            case "prepare-package" -> "before:package";
            case "process-classes" -> "after:compile";
            case "process-test-classes" -> "after:test-compile";
            default ->
                phase.replaceFirst("^pre-", "before:")
                        .replaceFirst("^(post|process)-", "after:")
                        .replaceFirst("^generate-", "");
        };
    }

    private List<String> tasks() {
        List<String> goals = session.getGoals();
        String byDefault = session.getTopLevelProject().getDefaultGoal();
        return goals.isEmpty() && byDefault != null ? List.of(byDefault.trim().split("\\s+")) : goals;
    }
}
