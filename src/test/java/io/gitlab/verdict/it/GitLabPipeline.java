package io.gitlab.verdict.it;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Runs pipelines of a copy of the sample project by {@code gitlab-ci-local}, against a tracker of its own that creates test
 * cases as they come.
 */
public final class GitLabPipeline implements AutoCloseable {
    private static final String API_KEY = "_canary-5c1f0b7e9d";
    private static final long LONGEST_MINUTES = 8;
    private static final int OLDEST_NODE = 20;
    private static final List<String> PROGRAMS = List.of("node", "npm", "git", "bash", "rsync");

    private final Path project;
    private final Path runner;
    private final Map<String, String> environment;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant created = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private GitLabPipeline(Path project, Path runner, Map<String, String> environment, Sandbox sandbox) {
        this.project = project;
        this.runner = runner;
        this.environment = environment;
        this.sandbox = sandbox;
    }

    /** What is missing here to run a pipeline; empty when nothing is. */
    public static List<String> missing() throws IOException {
        List<String> missing = new ArrayList<>(
                PROGRAMS.stream().filter(program -> !onPath(program)).toList());
        if (!missing.contains("node") && nodeVersion() < OLDEST_NODE) {
            missing.add("Node.js " + OLDEST_NODE);
        }
        return missing;
    }

    private static int nodeVersion() throws IOException {
        Process node = new ProcessBuilder("node", "--version").start();
        try (BufferedReader answer = node.inputReader()) {
            return Integer.parseInt(answer.readLine().replaceFirst("^v(\\d+).*", "$1"));
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /**
     * Makes the copy, a Git repository of its own, and starts the tracker.
     *
     * @param basedir where to work
     * @param root directory of this project
     * @param localRepository where the plugin is installed
     * @param version the plugin's
     */
    public static GitLabPipeline prepare(File basedir, File root, Object localRepository, String version)
            throws IOException, InterruptedException {
        Path work = basedir.toPath();
        Path project = work.resolve("shop");
        copy(root.toPath().resolve("sample"), project);
        copy(root.toPath().resolve("templates"), project.resolve("templates"));
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("@project.version@", version));
        Files.writeString(project.resolve(".gitignore"), "target/\n.verdict/\n");
        Path runner = work.resolve("gitlab-ci-local");
        copy(root.toPath().resolve("src/test/node/gitlab-ci-local"), runner);
        String maven =
                root.toPath().resolve("target/maven/apache-maven-3.9.16/bin").toString();
        Map<String, String> environment = Map.of(
                "PATH", maven + File.pathSeparator + System.getenv("PATH"),
                "MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m",
                // What this machine has already downloaded counts, too.
                "MAVEN_ARGS",
                        "-Dmaven.repo.local=" + localRepository + " -Dmaven.repo.local.tail="
                                + Path.of(System.getProperty("user.home"), ".m2", "repository")
                                + " -Dmaven.repo.local.tail.ignoreAvailability=true");
        GitLabPipeline pipeline = new GitLabPipeline(project, runner, environment, tracker(work.resolve("tracker")));
        pipeline.install();
        return pipeline;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file :
                    files.filter(one -> !one.startsWith(from.resolve("target"))).toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static Sandbox tracker(Path state) throws IOException {
        return Sandbox.start(
                new SandboxSettings(state, 0, API_KEY, Clock.systemUTC(), Faults.NONE, SandboxSettings.REAL_TIME));
    }

    private void install() throws IOException, InterruptedException {
        require(run(runner, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        require(run(project, "git", "init", "--quiet", "--initial-branch=main"));
        require(run(project, "git", "remote", "add", "origin", "https://gitlab.example/acme/shop.git"));
        commit();
    }

    private void commit() throws IOException, InterruptedException {
        require(run(project, "git", "add", "--all"));
        require(run(
                project,
                "git",
                "-c",
                "user.name=Shop",
                "-c",
                "user.email=shop@example.org",
                "commit",
                "--quiet",
                "--message=Shop"));
    }

    /** Replaces the project's pipeline. */
    public void define(String pipeline) throws IOException, InterruptedException {
        Files.writeString(project.resolve(".gitlab-ci.yml"), pipeline);
        commit();
    }

    /**
     * Runs the pipeline, or some of its jobs, as a job that has the API key.
     *
     * @return what was printed
     */
    public String runWithKey(String... jobs) throws IOException, InterruptedException {
        return runJobs(Stream.concat(
                Stream.of("--variable", "VERDICT_API_KEY=" + API_KEY, "--variable", "CI_COMMIT_REF_PROTECTED=true"),
                Stream.of(jobs)));
    }

    /** Runs jobs without the API key, on a ref that is not protected. */
    public String runWithoutKey(String... jobs) throws IOException, InterruptedException {
        return runJobs(Stream.of(jobs));
    }

    private String runJobs(Stream<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                runner.resolve("node_modules/gitlab-ci-local/dist/index.js").toString(),
                "--force-shell-executor",
                "--shell-isolation",
                "--variable",
                "VERDICT_RALLY_URL=" + sandbox.url(),
                "--variable",
                "VERDICT_RALLY_WORKSPACE=Sandbox",
                "--variable",
                "VERDICT_RALLY_PROJECT=Sandbox",
                "--variable",
                "VERDICT_RALLY_REPLICA_LAG=0s",
                // A retried job is one of the same pipeline, to GitLab; to gitlab-ci-local each call is a pipeline.
                "--variable",
                "CI_PIPELINE_CREATED_AT=" + created));
        arguments.forEach(command::add);
        return require(run(project, command.toArray(String[]::new)));
    }

    /** The file that a job left as an artifact. */
    public File artifact(String job, String path) {
        return project.resolve(".gitlab-ci-local/artifacts")
                .resolve(job)
                .resolve(path)
                .toFile();
    }

    /** The verdicts that the tracker holds for a build, by test case; each in the order in which they were stored. */
    public Map<String, List<String>> verdicts(String build) throws IOException, InterruptedException {
        Map<String, List<String>> verdicts = new TreeMap<>();
        for (JsonNode result : results(build)) {
            verdicts.computeIfAbsent(result.path("TestCase").path("FormattedID").asString(), id -> new ArrayList<>())
                    .add(result.path("Verdict").asString());
        }
        return verdicts;
    }

    /** The notes of a test case's first result of that build, as the tracker holds them. */
    public String notes(String build, String testCase) throws IOException, InterruptedException {
        for (JsonNode result : results(build)) {
            if (result.path("TestCase").path("FormattedID").asString().equals(testCase)) {
                return result.path("Notes").asString();
            }
        }
        throw new AssertionError("no result of " + testCase + " in " + build);
    }

    private JsonNode results(String build) throws IOException, InterruptedException {
        String query = URLEncoder.encode("(Build = \"" + build + "\")", StandardCharsets.UTF_8);
        URI uri = sandbox.url()
                .resolve("slm/webservice/v2.0/testcaseresult?fetch=TestCase,FormattedID,Verdict,Notes&order=ObjectID"
                        + "&pagesize=200&query=" + query);
        String answer = http.send(
                        HttpRequest.newBuilder(uri)
                                .header("ZSESSIONID", API_KEY)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(answer).path("QueryResult").path("Results");
    }

    private record Ended(String command, int status, String printed) {}

    private static String require(Ended ended) {
        if (ended.status() != 0) {
            throw new AssertionError(ended.command() + " ended with " + ended.status() + ":\n" + ended.printed());
        }
        return ended.printed();
    }

    private Ended run(Path directory, String... command) throws IOException, InterruptedException {
        Path log = Files.createTempFile(project.getParent(), "run-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(log.toFile());
        builder.environment().remove("VERDICT_API_KEY");
        builder.environment().keySet().removeIf(name -> name.startsWith("CI_") || name.equals("GITLAB_CI"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(command[0] + " took longer than " + LONGEST_MINUTES + " minutes, see " + log);
        }
        return new Ended(String.join(" ", command), process.exitValue(), Files.readString(log));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
