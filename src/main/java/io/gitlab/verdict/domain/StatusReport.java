package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The status of test cases over run containers at one instant.
 *
 * @param tracker name of the tracker
 * @param date when the tracker was asked
 * @param rule how the status was derived
 * @param containers the containers that count, in the tracker's order
 * @param archived those that do not count
 * @param cases every test case, by id
 * @param findings what a person should know besides
 */
public record StatusReport(
        String tracker,
        Instant date,
        StatusRule rule,
        List<ContainerStatus> containers,
        List<RunContainer> archived,
        List<CaseLine> cases,
        List<Finding> findings) {

    /**
     * One container.
     *
     * @param container the container
     * @param counts how many of its test cases are in each status, by its own runs alone
     * @param build the build that coverage is told for; empty when no run of it names one
     * @param unproved ids of its test cases that have no executed run of that build in it
     * @param strayTests tests of that build that prove no test case of it; empty when the tests are not known
     */
    public record ContainerStatus(
            RunContainer container,
            Map<CaseStatus, Integer> counts,
            String build,
            List<String> unproved,
            Optional<List<String>> strayTests) {
        public ContainerStatus {
            requireNonNull(container, "container");
            counts = Map.copyOf(counts);
            requireNonNull(build, "build");
            unproved = List.copyOf(unproved);
            strayTests = strayTests.map(List::copyOf);
        }

        /** How many test cases it holds. */
        public int size() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** How many of them are in that status. */
        public int count(CaseStatus status) {
            return counts.getOrDefault(status, 0);
        }
    }

    /**
     * One test case.
     *
     * @param id id of the test case
     * @param name its name
     * @param status over all containers
     * @param url where a person finds it
     * @param runs the run that each container contributes, by the container's id
     */
    public record CaseLine(String id, String name, CaseStatus status, Optional<URI> url, Map<String, TestRun> runs) {
        public CaseLine {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(status, "status");
            requireNonNull(url, "url");
            runs = Map.copyOf(runs);
        }
    }

    public StatusReport {
        requireNonNull(tracker, "tracker");
        requireNonNull(date, "date");
        requireNonNull(rule, "rule");
        containers = List.copyOf(containers);
        archived = List.copyOf(archived);
        cases = List.copyOf(cases);
        findings = List.copyOf(findings);
    }

    /** How many test cases are in that status over all containers. */
    public long count(CaseStatus status) {
        return cases.stream().filter(one -> one.status() == status).count();
    }
}
