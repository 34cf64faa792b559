package io.gitlab.verdict.sandbox.qmetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What an empty state directory starts with: projects with all that people set up before tests run. */
public record World(List<Project> projects) {
    /**
     * A project.
     *
     * @param key the prefix of its entity keys, such as {@code ACME} of {@code ACME-TC-1}
     * @param statuses of its runs; their ids are its own
     * @param testCases how many test cases it has, {@code ACME-TC-1} and so on
     * @param archivedTestCases the numbers of those that are archived
     */
    public record Project(
            long id,
            String key,
            String name,
            Rules rules,
            List<Status> statuses,
            List<Release> releases,
            List<Platform> platforms,
            List<Build> builds,
            int testCases,
            List<Integer> archivedTestCases,
            List<Suite> suites) {
        public Project {
            statuses = copy(statuses);
            releases = copy(releases);
            platforms = copy(platforms);
            builds = copy(builds);
            archivedTestCases = copy(archivedTestCases);
            suites = copy(suites);
        }

        /** The status that a run has before it is executed. */
        Status notRun() {
            return statuses.stream()
                    .filter(status -> status.defaultName().equals("notrun"))
                    .findFirst()
                    .orElseThrow();
        }

        /** The project with at least so many test cases, and this suite after its others. */
        Project with(Suite suite) {
            List<Suite> more = Stream.concat(suites.stream(), Stream.of(suite)).toList();
            int cases = Math.max(testCases, suite.last());
            return new Project(
                    id, key, name, rules, statuses, releases, platforms, builds, cases, archivedTestCases, more);
        }
    }

    /**
     * How a project is configured.
     *
     * @param maxAttachmentSize of a file, in megabytes
     * @param buildMandatory whether a run takes a status only together with a build
     * @param signer the user name that signs each change of a status, with {@code signature} as password, as Part 11
     *     demands; null when nobody has to sign
     */
    public record Rules(int maxAttachmentSize, boolean buildMandatory, String signer, String signature) {}

    /**
     * A status of runs.
     *
     * @param name as people see it and may have changed it
     * @param defaultName the name of a built-in status that does not change, such as {@code passed}
     */
    public record Status(long id, String name, String defaultName, boolean archived) {}

    /** A release. */
    public record Release(long id, String name, boolean archived, boolean locked, List<Cycle> cycles) {
        public Release {
            cycles = copy(cycles);
        }
    }

    /** A cycle of a release. */
    public record Cycle(long id, String name, boolean archived, boolean locked) {}

    /** A platform. */
    public record Platform(long id, String name, boolean archived) {}

    /** A build, which the wire calls a drop. */
    public record Build(long id, String name, boolean archived) {}

    /**
     * A test suite, with a suite run for each of its platforms in each of its cycles, and in each a run for each of its
     * test cases.
     *
     * @param platforms by name
     * @param cycles by name
     * @param first the number of its first test case
     * @param last the number of its last test case
     * @param twice the numbers of the test cases that are in it twice
     * @param locked whether its suite runs take no status any more
     */
    public record Suite(
            String name,
            List<String> platforms,
            List<String> cycles,
            int first,
            int last,
            List<Integer> twice,
            boolean archived,
            boolean locked) {
        public Suite {
            platforms = copy(platforms);
            cycles = copy(cycles);
            twice = copy(twice);
        }

        /** A suite as most are: open, and each test case once. */
        public static Suite of(String name, String platform, String cycle, int first, int last) {
            return new Suite(name, List.of(platform), List.of(cycle), first, last, List.of(), false, false);
        }
    }

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public World {
        projects = copy(projects);
    }

    /** The two projects of the table {@code world.yaml}. */
    public static World standard() {
        try (InputStream in = World.class.getResourceAsStream("world.yaml")) {
            return YAML.readValue(in, World.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's table of QMetry projects cannot be read", e);
        }
    }

    /** The same with one more suite in the project with that key, and with the test cases that the suite needs. */
    public World with(String project, Suite suite) {
        return new World(projects.stream()
                .map(each -> each.key().equals(project) ? each.with(suite) : each)
                .toList());
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
