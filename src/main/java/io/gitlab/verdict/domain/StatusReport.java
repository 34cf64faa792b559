package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The status of test cases across run containers at one instant.
 *
 * @param tracker name of the tracker
 * @param date when the tracker was read
 * @param rule the rule that derived the status
 * @param containers the containers that count, in the tracker's order
 * @param archived the containers that do not count
 * @param cases all test cases, sorted by ID
 * @param findings further findings
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
     * The status of one container.
     *
     * @param container the container
     * @param counts number of its test cases in each status, by its own runs only
     * @param build the build of the coverage; empty if no run of the container has one
     * @param unverified IDs of its test cases without an executed run of the build in this container
     * @param unrelatedTests tests of the build that verify no test case of the container; empty if the tests are unknown
     */
    public record ContainerStatus(
            RunContainer container,
            Map<CaseStatus, Integer> counts,
            String build,
            List<String> unverified,
            Optional<List<String>> unrelatedTests) {
        public ContainerStatus {
            requireNonNull(container, "container");
            counts = Map.copyOf(counts);
            requireNonNull(build, "build");
            unverified = List.copyOf(unverified);
            unrelatedTests = unrelatedTests.map(List::copyOf);
        }

        /** The number of its test cases. */
        public int size() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** The number of its test cases in a status. */
        public int count(CaseStatus status) {
            return counts.getOrDefault(status, 0);
        }
    }

    /**
     * The status of one test case.
     *
     * @param id ID of the test case
     * @param name name of the test case
     * @param status the status across all containers
     * @param url its page in the tracker
     * @param runs the run that counts in each container, by the container's ID
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

    /** The number of test cases with a status across all containers. */
    public long count(CaseStatus status) {
        return cases.stream().filter(one -> one.status() == status).count();
    }
}
