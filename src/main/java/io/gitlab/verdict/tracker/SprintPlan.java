package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Finding;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What a sprint should hold, compared with what it holds.
 *
 * @param sprint the sprint in words, such as {@code "Sprint 12" (2026-11-15 to 2026-11-28)}
 * @param containers what its test cases should be in
 * @param findings what a person should know besides, such as a gap before the next sprint
 */
public record SprintPlan(String sprint, List<Container> containers, List<Finding> findings) {

    public SprintPlan {
        requireNonNull(sprint, "sprint");
        containers = List.copyOf(containers);
        findings = List.copyOf(findings);
    }

    /**
     * Something that holds test cases.
     *
     * @param kind what the tracker calls it, such as {@code test set}
     * @param name its name
     * @param id the tracker's id of it, such as {@code TS42}; empty while it is missing
     * @param url where a person finds it
     * @param unset what it should say but does not, in words such as {@code release 2.1}
     * @param held how many test cases it holds
     * @param missing the test cases that it should hold but does not
     */
    public record Container(
            String kind,
            String name,
            Optional<String> id,
            Optional<URI> url,
            List<String> unset,
            int held,
            List<String> missing) {

        public Container {
            requireNonNull(kind, "kind");
            requireNonNull(name, "name");
            requireNonNull(id, "id");
            requireNonNull(url, "url");
            unset = List.copyOf(unset);
            missing = List.copyOf(missing);
        }

        /** Whether there is something to make or to fill in, test cases apart. */
        public boolean unmade() {
            return id.isEmpty() || !unset.isEmpty();
        }

        /** The kind, the id if there is one, and the name. */
        public String title() {
            return kind + " " + id.map(known -> known + " ").orElse("") + "\"" + name + "\"";
        }
    }
}
