package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.TestRun;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The runs of test cases in run containers, for the status over several of them. Only reads. */
public interface ContainerRuns extends AutoCloseable {

    /**
     * A test case.
     *
     * @param id its id
     * @param name its name
     * @param url where a person finds it
     */
    record NamedCase(String id, String name, Optional<URI> url) {
        public NamedCase {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
            requireNonNull(url, "url");
        }
    }

    /**
     * A run of a test case in a container.
     *
     * @param testCase the test case
     * @param run the run
     */
    record CaseRun(NamedCase testCase, TestRun run) {
        public CaseRun {
            requireNonNull(testCase, "testCase");
            requireNonNull(run, "run");
        }
    }

    /**
     * All run containers in reach of the settings, archived ones included.
     *
     * @throws RefusedException if the tracker refuses to tell
     * @throws UnavailableException if the tracker does not answer
     */
    List<RunContainer> containers() throws RefusedException, UnavailableException;

    /** All test cases in reach of the settings, in a container or not, one after the other. */
    void eachTestCase(Consumer<NamedCase> sink) throws RefusedException, UnavailableException;

    /** The test cases that a container holds. */
    void eachMember(RunContainer container, Consumer<NamedCase> sink) throws RefusedException, UnavailableException;

    /** The runs in a container, in the order in which they were stored. */
    void eachRun(RunContainer container, Consumer<CaseRun> sink) throws RefusedException, UnavailableException;

    /**
     * Whether being a member without any run is a plan to run the test case, so that its status is Scheduled. If not, its
     * status is Not Scheduled.
     */
    boolean membershipSchedules();

    /** Whether a run tells which build it is of. If not, coverage can only be told of all builds together. */
    default boolean runsTellBuild() {
        return true;
    }

    @Override
    void close() throws IOException;
}
