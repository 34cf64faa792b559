package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Finding;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The desired content of a sprint, compared with its actual content.
 *
 * @param sprint the sprint in words, such as {@code "Sprint 12" (2026-11-15 to 2026-11-28)}
 * @param containers the run containers of its test cases
 * @param findings further findings, such as a gap before the next sprint
 */
public record SprintPlan(String sprint, List<Container> containers, List<Finding> findings) {

    public SprintPlan {
        requireNonNull(sprint, "sprint");
        containers = List.copyOf(containers);
        findings = List.copyOf(findings);
    }

    /**
     * A run container.
     *
     * @param kind the tracker's word for it, such as {@code test set}
     * @param name its name
     * @param id the tracker's id, such as {@code TS42}; empty if it has to be created
     * @param url its page
     * @param unset the attributes that have to be set, such as {@code release 2.1}
     * @param held the number of test cases in it
     * @param missing the test cases that have to be added
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

        /** Whether it has to be created, or attributes have to be set. */
        public boolean unmade() {
            return id.isEmpty() || !unset.isEmpty();
        }

        /** The kind, the id if there is one, and the name. */
        public String title() {
            return kind + " " + id.map(known -> known + " ").orElse("") + "\"" + name + "\"";
        }
    }
}
