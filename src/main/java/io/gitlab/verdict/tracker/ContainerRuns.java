package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.TestRun;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the runs of test cases in run containers, for a status over several containers. */
public interface ContainerRuns extends AutoCloseable {

    /**
     * A test case.
     *
     * @param id its id
     * @param name its name
     * @param url its page
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
     * All run containers in the scope of the settings, including archived ones.
     *
     * @throws RefusedException if the tracker refuses to answer
     * @throws UnavailableException if the tracker does not answer
     */
    List<RunContainer> containers() throws RefusedException, UnavailableException;

    /** Passes on all test cases in the scope of the settings, in a container or not. */
    void eachTestCase(Consumer<NamedCase> sink) throws RefusedException, UnavailableException;

    /** Passes on the test cases of a container. */
    void eachMember(RunContainer container, Consumer<NamedCase> sink) throws RefusedException, UnavailableException;

    /** Passes on the runs in a container, in the order in which they were stored. */
    void eachRun(RunContainer container, Consumer<CaseRun> sink) throws RefusedException, UnavailableException;

    /**
     * Whether a test case in a container without any run is Scheduled. If not, it is Not Scheduled.
     */
    boolean membershipSchedules();

    /** Whether a run records its build. If not, coverage is only known for all builds together. */
    default boolean runsTellBuild() {
        return true;
    }

    @Override
    void close() throws IOException;
}
