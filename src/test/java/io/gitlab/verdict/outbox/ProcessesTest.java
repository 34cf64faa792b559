package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: several at once, killed, without memory and without room. */
class ProcessesTest {
    private static final int AT_ONCE = 5;
    private static final int ROUNDS = 4;

    @TempDir
    private Path directory;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void killAll() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly().waitFor();
        }
    }

    private Process start(List<String> command, String... arguments) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(arguments));
        Process child = new ProcessBuilder(whole).redirectErrorStream(true).start();
        children.add(child);
        return child;
    }

    private static List<String> output(Process child) throws IOException {
        try (BufferedReader reader = child.inputReader(StandardCharsets.UTF_8)) {
            return reader.lines().toList();
        }
    }

    /** The possible versions of an entry, according to the output of its process. */
    private static final class History {
        private int storing;
        private int stored;
        private int removing;
        private int removed;

        void add(String word, int version) {
            switch (word) {
                case "storing" -> storing = version;
                case "stored" -> stored = version;
                case "removing" -> removing = version;
                case "removed" -> removed = version;
                default -> throw new IllegalArgumentException(word);
            }
        }

        /** Absent is version 0. */
        Set<Integer> possible() {
            Set<Integer> versions = new HashSet<>();
            versions.add(stored > removed ? stored : 0);
            if (storing > stored) {
                versions.add(storing);
            }
            if (removing > removed) {
                versions.add(0);
            }
            return versions;
        }
    }

    @Test
    void holdsEveryStoredEntryWholeAfterKillsAtRandomInstants() throws Exception {
        Random random = new Random(20261121);
        Map<String, History> histories = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String line : killedAtRandomInstants(round, random)) {
                String[] words = line.split(" ");
                assertThat(words).as(line).hasSize(3);
                histories.computeIfAbsent(words[1], build -> new History()).add(words[0], Integer.parseInt(words[2]));
            }
        }

        assertThat(histories.values()).as("entries that were surely stored").anyMatch(one -> one.stored > one.removed);
        try (Outbox outbox = new DirectoryOutbox(directory)) {
            Set<String> present = new HashSet<>();
            for (Map.Entry<String, History> one : histories.entrySet()) {
                Optional<OutboxEntry> entry = read(outbox, one.getKey());
                int version = entry.map(ProcessesTest::version).orElse(0);
                assertThat(version).as(one.getKey()).isIn(one.getValue().possible());
                entry.ifPresent(whole -> {
                    assertThat(whole).isEqualTo(Child.version(one.getKey(), version));
                    present.add(whole.id());
                });
            }
            Waiting waiting = outbox.waiting();
            assertThat(waiting.findings()).isEmpty();
            assertThat(waiting.items().stream().map(Waiting.Item::id)).containsExactlyInAnyOrderElementsOf(present);
        }
        assertThat(unfinished()).isEmpty();
    }

    private static Optional<OutboxEntry> read(Outbox outbox, String build) throws IOException {
        List<OutboxEntry> found = new ArrayList<>();
        outbox.browse(entry -> {
            if (entry.id().equals(Child.version(build, 0).id())) {
                found.add(entry);
            }
        });
        return found.stream().findFirst();
    }

    private static int version(OutboxEntry entry) {
        return (int) (entry.storedAt().getEpochSecond() - Entries.NOON.getEpochSecond());
    }

    private List<String> killedAtRandomInstants(int round, Random random) throws Exception {
        List<Process> storing = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            storing.add(start(Child.command(), "store", directory.toString(), "build-" + round + "-" + i));
        }
        List<String> lines = new ArrayList<>();
        for (Process child : storing) {
            BufferedReader reader = child.inputReader(StandardCharsets.UTF_8);
            lines.add(reader.readLine());
            // The first store takes longest: most are killed in a later one.
            if (random.nextInt(AT_ONCE) > 0) {
                lines.add(reader.readLine());
            }
            listWhileOthersStore();
            child.waitFor(random.nextInt(100_000), TimeUnit.MICROSECONDS);
            // Not Process.destroyForcibly: it closes the output, unread.
            child.toHandle().destroyForcibly();
            child.waitFor();
            lines.addAll(wholeLines(reader));
        }
        return lines;
    }

    /** Killed while it spoke, a process may have said only half of its last line. */
    private static List<String> wholeLines(Reader reader) throws IOException {
        StringWriter said = new StringWriter();
        reader.transferTo(said);
        String text = said.toString();
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** Must not take the unfinished files of the living for those of the dead. */
    private void listWhileOthersStore() throws IOException {
        try (Outbox outbox = new DirectoryOutbox(directory)) {
            assertThat(outbox.waiting().findings()).isEmpty();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }

    @Test
    void letsOneProcessAtATimeClaimATargetUntilItDies() throws Exception {
        Process child = start(Child.command(), "hold", directory.toString(), "b");
        assertThat(child.inputReader().readLine()).isEqualTo("held 0");

        try (Outbox outbox = new DirectoryOutbox(directory)) {
            assertThat(outbox.claim(Entries.of("b").target())).isEmpty();
            outbox.claim(Entries.of("other").target()).orElseThrow().close();
            // The failed attempt must not have ended the child's claim, nor this process's own.
            assertThat(outbox.claim(Entries.of("b").target())).isEmpty();
            child.destroyForcibly().waitFor();
            outbox.claim(Entries.of("b").target()).orElseThrow().close();
        }
    }

    @Test
    @Timeout(60)
    void readsWholeEntriesOnlyWhileAnotherProcessReplacesThem() throws Exception {
        Process child = start(Child.command(), "store", directory.toString(), "build");
        Set<OutboxEntry> seen = new HashSet<>();
        try (Outbox outbox = new DirectoryOutbox(directory)) {
            while (seen.size() < 20) {
                assertThat(child.isAlive()).isTrue();
                for (int i = 0; i < Child.IDS; i++) {
                    String build = "build-" + i;
                    read(outbox, build)
                            .filter(seen::add)
                            .ifPresent(entry -> assertThat(entry).isEqualTo(Child.version(build, version(entry))));
                }
            }
        }
    }

    @Test
    void storesAndReadsInLittleMoreMemoryThanTheResultsTake() throws Exception {
        List<String> said = output(start(Child.command("-Xmx64m"), "large", directory.toString(), "1000"));

        assertThat(said).containsExactly(List.of(Child.large(1000).id()).toString(), "1000 results");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).max().orElse(0))
                    .isGreaterThan(30_000_000);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsWhatWasThereAndSaysSoWhenThereIsNoRoom() throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f 1000 && exec \"$@\"", "sh"));
        command.addAll(Child.command("-XX:-UsePerfData"));
        try (Outbox outbox = new DirectoryOutbox(directory)) {
            OutboxEntry before = Child.large(1);
            outbox.add(before);

            List<String> said = output(start(command, "large", directory.toString(), "1000"));

            assertThat(said)
                    .anyMatch(line -> line.contains(
                            "cannot keep the results of large in outbox " + directory + ": File too large. Make"));
            assertThat(unfinished()).isEmpty();
            assertThat(outbox.waiting()).isEqualTo(new Waiting(List.of(Waiting.Item.of(before)), List.of()));
            outbox.browse(entry -> assertThat(entry).isEqualTo(before));
        }
    }
}
