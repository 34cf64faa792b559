package io.gitlab.verdict.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;

/** Another process that uses an outbox, and prints each step. */
final class Child {
    /** How many entries a process stores over and over. */
    static final int IDS = 4;

    private Child() {}

    /** {@code java} with the least that this class needs, without arguments yet. */
    static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-cp", classPath(), Child.class.getName()));
        return command;
    }

    private static String classPath() {
        return Stream.of(
                        Child.class,
                        DirectoryOutbox.class,
                        Result.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonInclude.class)
                .map(Child::place)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (Outbox outbox = new DirectoryOutbox(Path.of(arguments[1]))) {
            switch (arguments[0]) {
                case "store" -> storeForever(outbox, arguments[2]);
                case "hold" -> hold(outbox, arguments[2]);
                case "large" -> storeAndReadLarge(outbox, Integer.parseInt(arguments[2]));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    /** Stores, replaces and removes entries until it is killed. */
    private static void storeForever(Outbox outbox, String name) throws IOException {
        for (int version = 1; ; version++) {
            String build = name + "-" + version % IDS;
            say("storing " + build + " " + version);
            OutboxEntry entry = version(build, version);
            try (Claim claim = outbox.claim(entry.target()).orElseThrow()) {
                claim.store(entry);
                say("stored " + build + " " + version);
                if (version % 7 == 0) {
                    say("removing " + build + " " + version);
                    claim.done(entry);
                    say("removed " + build + " " + version);
                }
            }
        }
    }

    /** The notes contain the version, and are long enough to be written in several pieces. */
    static OutboxEntry version(String build, int version) {
        List<Result> results = IntStream.range(0, 50)
                .mapToObj(i -> Entries.result("TC" + i, "version " + version + " " + "long ".repeat(200)))
                .toList();
        return Entries.entry(build, Entries.NOON.plusSeconds(version), results);
    }

    private static void hold(Outbox outbox, String build) throws IOException {
        try (Claim claim = outbox.claim(Entries.of(build).target()).orElseThrow()) {
            say("held " + claim.entries().size());
            System.in.read();
        }
    }

    private static void storeAndReadLarge(Outbox outbox, int count) throws IOException {
        OutboxEntry large = large(count);
        outbox.add(large);
        say(OutboxContract.ids(outbox).toString());
        outbox.browse(entry -> say(entry.publication().results().size() + " results"));
    }

    /** All results share one text here, but not when they are read. */
    static OutboxEntry large(int count) {
        String notes = "at shop.CartIT.adds(CartIT.java:42)\n".repeat(840);
        return Entries.entry(
                "large",
                Entries.NOON,
                IntStream.range(0, count)
                        .mapToObj(i -> new Result(
                                new ResultKey("TC" + i, Entries.NOON), Verdict.FAIL, Duration.ZERO, notes, List.of(i)))
                        .toList());
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
