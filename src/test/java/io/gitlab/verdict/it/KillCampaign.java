package io.gitlab.verdict.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.sandbox.SandboxSettings;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Kills real runs of {@code mvn verdict:publish} at random instants, and finishes each by {@code mvn verdict:replay}, or by
 * publishing again when it was killed before it had kept anything.
 */
public final class KillCampaign {
    private static final String API_KEY = "_canary-5c1f0b7e9d";
    private static final int RESULTS = 20;
    private static final long LONGEST_RUN_MINUTES = 5;

    private final Path basedir;
    private final List<String> command;
    private final String plugin;
    private final int kills;
    private final Random random;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> told = new ArrayList<>();

    /**
     * A campaign.
     *
     * @param basedir a project with a directory {@code reports}
     * @param maven the executable
     * @param localRepository where the plugin and all it needs are
     * @param version the plugin's
     * @param kills how many runs are killed
     * @param seed draws the instants and the signals
     */
    public KillCampaign(File basedir, File maven, Object localRepository, String version, int kills, long seed) {
        this.basedir = basedir.toPath();
        // Without the tracking file, what was downloaded from another repository counts, too.
        this.command = List.of(
                maven.toString(),
                "-B",
                "-o",
                "-Dmaven.repo.local=" + localRepository,
                "-Daether.enhancedLocalRepository.trackingFilename=none",
                "-Dverdict.rally.workspace=Sandbox",
                "-Dverdict.rally.project=Sandbox",
                "-Dverdict.rally.replicaLag=1s",
                "-Dverdict.batchSize=1",
                "-Dverdict.maxConcurrency=1",
                "-Dverdict.reportsDirectories=reports");
        this.plugin = "io.gitlab.verdict:verdict-maven-plugin:" + version + ":";
        this.kills = kills;
        this.random = new Random(seed);
    }

    /** Runs the campaign; throws at the first run that lost, doubled or spoiled a result. */
    public void run() throws IOException, InterruptedException {
        SandboxSettings settings = SandboxSettings.of(basedir.resolve("tracker"), API_KEY, Clock.systemUTC());
        try (Sandbox sandbox = Sandbox.start(creating(settings))) {
            sandbox.inflict(Faults.parse("slow=0.7:100ms", 1));
            long start = System.nanoTime();
            require(publish(sandbox, "whole").waitFor() == 0, "a run that nobody killed failed");
            long usual = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            requireOnce(sandbox, "whole");
            for (int kill = 1; kill <= kills; kill++) {
                killOnce(sandbox, "killed-" + kill, usual);
            }
        } finally {
            Files.write(basedir.resolve("kills.log"), told);
        }
    }

    private static SandboxSettings creating(SandboxSettings usual) {
        return new SandboxSettings(
                usual.stateDirectory(),
                usual.port(),
                usual.apiKey(),
                null,
                usual.workspace(),
                usual.project(),
                List.of(),
                usual.assumptions(),
                true,
                usual.clock(),
                usual.faults(),
                usual.sleeper());
    }

    /** Maven's own start takes the first half of a run, in which there is little to lose. */
    private void killOnce(Sandbox sandbox, String build, long usual) throws IOException, InterruptedException {
        Process run = publish(sandbox, build);
        long instant = usual * 2 / 5 + random.nextLong(usual * 3 / 5 + 1);
        boolean ended = run.waitFor(instant, TimeUnit.MILLISECONDS);
        boolean hard = random.nextInt(4) > 0;
        if (hard) {
            run.destroyForcibly();
        } else {
            run.destroy();
        }
        run.waitFor();
        int held = held(sandbox, build).size();
        boolean kept = waits();
        told.add(build + ": " + (ended ? "ended before " : hard ? "SIGKILL after " : "SIGTERM after ") + instant
                + " ms, held " + held + (kept ? ", waits" : ""));
        require(kept || held == 0 || held == RESULTS, build + " is held in part, and nothing waits in the outbox");
        Process last = kept || held == RESULTS ? start(sandbox, "replay") : publish(sandbox, build);
        require(last.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES), build + " was not finished in time");
        require(last.exitValue() == 0, build + " could not be finished");
        requireOnce(sandbox, build);
        require(!waits(), build + " still waits in the outbox");
    }

    private boolean waits() throws IOException {
        Path outbox = basedir.resolve(".verdict/outbox");
        if (!Files.isDirectory(outbox)) {
            return false;
        }
        try (var files = Files.list(outbox)) {
            return files.anyMatch(file -> file.toString().endsWith(".json"));
        }
    }

    private Process publish(Sandbox sandbox, String build) throws IOException {
        return start(sandbox, "publish", "-Dverdict.build=" + build);
    }

    private Process start(Sandbox sandbox, String goal, String... more) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add("-Dverdict.rally.url=" + sandbox.url());
        all.addAll(List.of(more));
        all.add(plugin + goal);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(basedir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        basedir.resolve("runs.log").toFile()));
        builder.environment().put("VERDICT_API_KEY", API_KEY);
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");
        return builder.start();
    }

    private void requireOnce(Sandbox sandbox, String build) throws IOException, InterruptedException {
        List<String> wanted = IntStream.rangeClosed(1, RESULTS)
                .mapToObj(number -> "TC" + number + " Pass")
                .sorted()
                .toList();
        List<String> held = held(sandbox, build);
        require(held.equals(wanted), build + " is held as " + held);
    }

    /** What is really stored. */
    private List<String> held(Sandbox sandbox, String build) throws IOException, InterruptedException {
        String query = URLEncoder.encode("(Build = \"" + build + "\")", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(sandbox.auditUrl()
                        .resolve(
                                "slm/webservice/v2.0/testcaseresult?fetch=TestCase,FormattedID,Verdict&pagesize=200&query="
                                        + query))
                .header("ZSESSIONID", API_KEY)
                .build();
        JsonNode results = new ObjectMapper()
                .readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("QueryResult")
                .path("Results");
        List<String> held = new ArrayList<>();
        results.forEach(one -> held.add(one.path("TestCase").path("FormattedID").asText() + " "
                + one.path("Verdict").asText()));
        return held.stream().sorted().toList();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise + "; see kills.log and runs.log");
        }
    }
}
