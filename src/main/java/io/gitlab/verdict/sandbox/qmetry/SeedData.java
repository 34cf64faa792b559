package io.gitlab.verdict.sandbox.qmetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Fills an empty state directory: projects with everything that users set up before tests run. */
public record SeedData(List<Project> projects) {
    /**
     * A project.
     *
     * @param key the prefix of its entity keys, such as {@code ACME} of {@code ACME-TC-1}
     * @param statuses of its runs, with ids of this project
     * @param testCases the number of test cases, {@code ACME-TC-1} and so on
     * @param archivedTestCases the numbers of archived test cases
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

        /** The status of a run that was not executed. */
        Status notRun() {
            return statuses.stream()
                    .filter(status -> status.defaultName().equals("notrun"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * The configuration of a project.
     *
     * @param maxAttachmentSize of a file, in megabytes
     * @param buildMandatory whether a status needs a build
     * @param signer the user name that signs each change of a status, with {@code signature} as password, as required by
     *     Part 11; null if no signature is needed
     */
    public record Rules(int maxAttachmentSize, boolean buildMandatory, String signer, String signature) {}

    /**
     * A status of runs.
     *
     * @param name as displayed; an administrator may change it
     * @param defaultName the constant name of a built-in status, such as {@code passed}
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

    /** A build, which the API calls a drop. */
    public record Build(long id, String name, boolean archived) {}

    /**
     * A test suite, with a suite run for each of its platforms in each of its cycles, and in each a run for each of its
     * test cases.
     *
     * @param platforms by name
     * @param cycles by name
     * @param first the number of its first test case
     * @param last the number of its last test case
     * @param twice the numbers of the test cases that it contains twice
     * @param locked whether its suite runs refuse a status
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
    }

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public SeedData {
        projects = copy(projects);
    }

    /** The two projects of the table {@code seed.yaml}. */
    public static SeedData standard() {
        try (InputStream in = SeedData.class.getResourceAsStream("seed.yaml")) {
            return YAML.readValue(in, SeedData.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's QMetry seed data cannot be read", e);
        }
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
