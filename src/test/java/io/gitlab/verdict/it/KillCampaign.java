package io.gitlab.verdict.it;

import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.Faults;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Kills real runs of {@code mvn verdict:publish} at random instants, and finishes each by {@code mvn verdict:replay}, or by
 * publishing again when it was killed before it had kept anything. Each build has the other verdicts than the one before.
 */
public final class KillCampaign {
    static final int RESULTS = 20;
    private static final long LONGEST_RUN_MINUTES = 5;

    private final KillTarget tracker;
    private final Path basedir;
    private final List<String> command;
    private final String plugin;
    private final int kills;
    private final Random random;
    private final List<String> told = new ArrayList<>();

    /**
     * A campaign.
     *
     * @param tracker closed at its end
     * @param basedir where to work
     * @param maven the executable
     * @param localRepository where the plugin and all it needs are
     * @param version the plugin's
     * @param kills how many runs are killed
     * @param seed draws the instants and the signals
     */
    public KillCampaign(
            KillTarget tracker,
            File basedir,
            File maven,
            Object localRepository,
            String version,
            int kills,
            long seed) {
        this.tracker = tracker;
        this.basedir = basedir.toPath();
        // Without the tracking file, what was downloaded from another repository counts, too.
        this.command = List.of(
                maven.toString(),
                "-B",
                "-o",
                "-Dmaven.repo.local=" + localRepository,
                "-Daether.enhancedLocalRepository.trackingFilename=none",
                "-Dverdict.batchSize=1",
                "-Dverdict.maxConcurrency=1",
                "-Dverdict.reports=reports");
        this.plugin = "io.gitlab.verdict:verdict-maven-plugin:" + version + ":";
        this.kills = kills;
        this.random = new Random(seed);
    }

    /**
     * Runs the campaign; throws at the first run that lost, duplicated or damaged a result, or reported one that is not
     * stored.
     */
    public void run() throws IOException, InterruptedException {
        try (tracker) {
            tracker.sandbox().inflict(Faults.parse("slow=0.7:100ms", 1));
            writeReport(0);
            long start = System.nanoTime();
            require(publish("build-0").waitFor() == 0, "a run that was not killed failed");
            long usual = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            requireOnce("build-0", 0);
            for (int kill = 1; kill <= kills; kill++) {
                killOnce(kill, usual);
            }
        } finally {
            Files.write(basedir.resolve("kills.log"), told);
        }
    }

    private static Verdict verdict(int test, int build) {
        return (test + build) % 2 == 0 ? Verdict.PASS : Verdict.FAIL;
    }

    private void writeReport(int build) throws IOException {
        String tests = IntStream.rangeClosed(1, RESULTS)
                .mapToObj(test -> "<testcase name=\"" + tracker.testCase(test).replace('-', '_')
                        + "_adds()\" classname=\"shop.CartTest\" time=\"0.011\">"
                        + (verdict(test, build) == Verdict.PASS ? "" : "<failure message=\"wrong sum\"/>")
                        + "</testcase>")
                .collect(Collectors.joining("\n"));
        Files.writeString(
                Files.createDirectories(basedir.resolve("reports")).resolve("TEST-shop.CartTest.xml"),
                "<testsuite name=\"shop.CartTest\" timestamp=\"2026-11-20T20:15:03.120Z\">" + tests + "</testsuite>");
    }

    /** Maven's own start takes the first half of a run, in which there is little to lose. */
    private void killOnce(int number, long usual) throws IOException, InterruptedException {
        String build = "build-" + number;
        writeReport(number);
        Process run = publish(build);
        long instant = usual * 2 / 5 + random.nextLong(usual * 3 / 5 + 1);
        boolean ended = run.waitFor(instant, TimeUnit.MILLISECONDS);
        boolean hard = random.nextInt(4) > 0;
        if (hard) {
            run.destroyForcibly();
        } else {
            run.destroy();
        }
        run.waitFor();
        int held = tracker.held(build).size();
        boolean kept = waits();
        told.add(build + ": " + (ended ? "ended before " : hard ? "SIGKILL after " : "SIGTERM after ") + instant
                + " ms, held " + held + (kept ? ", waits" : ""));
        require(kept || held == 0 || held == RESULTS, build + " is held in part, and nothing waits in the outbox");
        requireTruth(build, number);
        finish(build, kept || held == RESULTS ? start("replay") : publish(build));
        requireOnce(build, number);
        require(!waits(), build + " still waits in the outbox");
    }

    private static void finish(String build, Process last) throws InterruptedException {
        require(last.waitFor(LONGEST_RUN_MINUTES, TimeUnit.MINUTES), build + " was not finished in time");
        require(last.exitValue() == 0, build + " could not be finished");
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

    private Process publish(String build) throws IOException {
        return start("publish", "-Dverdict.build=" + build);
    }

    private Process start(String goal, String... more) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(tracker.settings());
        all.addAll(List.of(more));
        all.add(plugin + goal);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(basedir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        basedir.resolve("runs.log").toFile()));
        builder.environment().put("VERDICT_API_KEY", KillTarget.API_KEY);
        builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -Xmx256m");
        return builder.start();
    }

    private String line(int test, String build, int number) {
        List<Verdict> verdicts = IntStream.rangeClosed(0, number)
                .mapToObj(each -> verdict(test, each))
                .toList();
        return tracker.line(tracker.testCase(test), build, verdicts);
    }

    private void requireOnce(String build, int number) throws IOException, InterruptedException {
        List<String> wanted = IntStream.rangeClosed(1, RESULTS)
                .mapToObj(test -> line(test, build, number))
                .sorted()
                .toList();
        List<String> held = tracker.held(build).stream().sorted().toList();
        require(held.equals(wanted), build + " is held as " + held + " instead of " + wanted);
    }

    /** The results that the report of that build, if any, lists as published must be stored. */
    private void requireTruth(String build, int number) throws IOException, InterruptedException {
        JsonNode account = new ObjectMapper()
                .readTree(basedir.resolve("target/verdict/publication.json").toFile());
        if (account.path("build").asString().equals(build)) {
            List<String> held = tracker.held(build);
            Set<String> published = published(account);
            IntStream.rangeClosed(1, RESULTS)
                    .filter(test -> published.contains(tracker.testCase(test)))
                    .mapToObj(test -> line(test, build, number))
                    .forEach(line -> require(held.contains(line), line + " is reported as published, but not stored"));
        }
    }

    private static Set<String> published(JsonNode account) {
        Set<String> published = new HashSet<>();
        for (JsonNode result : account.path("results")) {
            if (!result.path("state").asString().equals("unpublished")) {
                published.add(result.path("testCase").asString());
            }
        }
        return published;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise + "; see kills.log and runs.log");
        }
    }
}
