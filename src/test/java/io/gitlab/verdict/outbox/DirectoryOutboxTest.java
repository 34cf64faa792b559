package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DirectoryOutboxTest extends OutboxContract {
    private static final OutboxEntry ENTRY = Entries.of("GitLab-4711");

    @TempDir
    private Path temporary;

    private Path directory() {
        return temporary.resolve(".verdict").resolve("outbox");
    }

    private Path file(OutboxEntry entry) {
        return directory().resolve(entry.id() + ".json");
    }

    @Override
    Outbox connect() {
        return new DirectoryOutbox(directory());
    }

    private Path stored(OutboxEntry entry) throws IOException {
        try (Outbox outbox = connect()) {
            outbox.add(entry);
        }
        return file(entry);
    }

    private Waiting waiting() throws IOException {
        try (Outbox outbox = connect()) {
            return outbox.waiting();
        }
    }

    private static Waiting only(OutboxEntry entry) {
        return new Waiting(List.of(Waiting.Item.of(entry)), List.of());
    }

    private List<String> names(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void writesTheDocumentedFormat() throws IOException {
        Instant date = Instant.parse("2026-11-21T20:15:03.120Z");
        Result failed = new Result(
                new ResultKey("TC12", date),
                Verdict.FAIL,
                Duration.ofMillis(1500),
                "failed: shop.CartIT.adds\n\u00e4",
                List.of(0, 7));
        Result passed = new Result(new ResultKey("TC13", date), Verdict.PASS, Duration.ZERO, "", List.of(1));
        Result untried = new Result(new ResultKey("TC14", date), Verdict.PASS, Duration.ofMillis(20), "", List.of(2));
        Path file = stored(new OutboxEntry(
                Instant.parse("2026-11-21T20:15:07.250Z"),
                "rally",
                Map.of("workspace", "Acme", "project", "Shop", "testSet", "iteration"),
                new Publication("GitLab-4711", List.of(failed, passed, untried)),
                Map.of(failed.key(), Set.of("two", "one")),
                "",
                new Progress(
                        Map.of("testSet", "TS42"),
                        List.of(
                                Entries.unpublished(failed, "tracker unavailable"),
                                new ResultStatus(
                                        passed,
                                        State.PUBLISHED,
                                        "",
                                        Optional.of(URI.create("https://tracker.example/1")))),
                        List.of())));

        String written = Files.readString(file);
        assertThat(written.substring(0, written.length() - 77))
                .isEqualTo("{\"format\":2,\"entry\":{"
                        + "\"storedAt\":\"2026-11-21T20:15:07.250Z\",\"tracker\":\"rally\","
                        + "\"settings\":{\"project\":\"Shop\",\"testSet\":\"iteration\",\"workspace\":\"Acme\"},"
                        + "\"settled\":{\"testSet\":\"TS42\"},\"build\":\"GitLab-4711\",\"results\":["
                        + "{\"testCase\":\"TC12\",\"date\":\"2026-11-21T20:15:03.120Z\",\"verdict\":\"Fail\","
                        + "\"duration\":\"PT1.5S\",\"notes\":\"failed: shop.CartIT.adds\\n\\u00E4\",\"executions\":[0,7],"
                        + "\"tests\":[\"one\",\"two\"],\"state\":\"unpublished\",\"reason\":\"tracker unavailable\"},"
                        + "{\"testCase\":\"TC13\",\"date\":\"2026-11-21T20:15:03.120Z\",\"verdict\":\"Pass\","
                        + "\"duration\":\"PT0S\",\"notes\":\"\",\"executions\":[1],\"state\":\"published\","
                        + "\"url\":\"https://tracker.example/1\"},"
                        + "{\"testCase\":\"TC14\",\"date\":\"2026-11-21T20:15:03.120Z\",\"verdict\":\"Pass\","
                        + "\"duration\":\"PT0.02S\",\"notes\":\"\",\"executions\":[2],\"state\":\"pending\"}]}");
        assertThat(written.substring(written.length() - 77)).matches(",\"sha256\":\"[0-9a-f]{64}\"}");
    }

    @Test
    void writesTheDocumentedFormatOfAnEntryThatIsRetriedLater() throws IOException {
        Progress later = Progress.NONE.retryAt(Instant.parse("2026-11-21T20:16:00Z"));

        assertThat(Files.readString(stored(ENTRY.with(later))))
                .startsWith("{\"format\":4,\"entry\":{")
                .contains(
                        "\"build\":\"GitLab-4711\",\"attempts\":1,\"nextAttempt\":\"2026-11-21T20:16:00Z\",\"results\":[");
        try (Outbox outbox = connect();
                Claim claim = outbox.claim(ENTRY.target()).orElseThrow()) {
            claim.dead(claim.entries().get(0), "poison");
            assertThat(Files.readString(file(ENTRY)))
                    .startsWith("{\"format\":4,")
                    .contains("\"attempts\":1,\"dead\":\"poison\",\"results\":[");
        }
    }

    @Test
    void travelsToAnotherMachine() throws IOException {
        Path file = stored(ENTRY);
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path copy = Files.copy(file, elsewhere.resolve(file.getFileName()));
        Files.setLastModifiedTime(copy, FileTime.fromMillis(0));

        try (Outbox outbox = new DirectoryOutbox(elsewhere)) {
            assertThat(outbox.waiting()).isEqualTo(only(ENTRY));
            try (Claim claim = outbox.claim(ENTRY.target()).orElseThrow()) {
                assertThat(claim.entries()).containsExactly(ENTRY);
                claim.done(ENTRY);
            }
            assertThat(outbox.waiting().items()).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void letsNobodyElseRead() throws IOException {
        Path file = stored(ENTRY);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void setsADamagedEntryAsideAndGoesOn() throws IOException {
        Path damaged = stored(Entries.of("damaged"));
        stored(ENTRY);
        for (String text : List.of("{", "")) {
            Files.writeString(damaged, text);

            Waiting waiting = waiting();

            assertThat(waiting.items()).containsExactly(Waiting.Item.of(ENTRY));
            assertThat(waiting.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
                assertThat(finding.message())
                        .contains(damaged + " is damaged: it is truncated or altered")
                        .contains("moved to " + directory().resolve("damaged"))
                        .contains("publish the reports of its build again");
            });
            assertThat(waiting().findings()).isEmpty();
        }
        assertThat(names(directory().resolve("damaged")))
                .containsExactly(damaged.getFileName().toString(), damaged.getFileName() + ".2");
        assertThat(directory().resolve("damaged").resolve(damaged.getFileName()))
                .hasContent("{");
    }

    @Test
    void losesNothingThatIsStoredWhileADamagedFileIsSetAside() throws Exception {
        Path file = stored(ENTRY);
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        try (Outbox outbox = connect();
                Outbox another = connect();
                Claim claim = outbox.claim(ENTRY.target()).orElseThrow()) {
            for (int round = 0; round < 200; round++) {
                Files.writeString(file, "{");
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> store = jobs.submit(() -> {
                    together.await();
                    claim.store(ENTRY);
                    return null;
                });
                Future<Waiting> list = jobs.submit(() -> {
                    together.await();
                    return another.waiting();
                });
                store.get();
                list.get();
                assertThat(claim.entries()).containsExactly(ENTRY);
            }
        } finally {
            jobs.shutdownNow();
        }
    }

    @Test
    void replacesADamagedEntry() throws IOException {
        Files.writeString(stored(ENTRY), "{");

        try (Outbox outbox = connect()) {
            outbox.add(ENTRY);
            assertThat(outbox.waiting()).isEqualTo(only(ENTRY));
        }
    }

    @Test
    void setsAsideAnEntryUnderTheNameOfAnother() throws IOException {
        Path file = stored(ENTRY);
        Files.copy(file, directory().resolve("copy.json"));

        Waiting waiting = waiting();

        assertThat(waiting.items()).containsExactly(Waiting.Item.of(ENTRY));
        assertThat(waiting.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains("copy.json is damaged: its name does not match its content, which belongs in "
                                + ENTRY.id()));
    }

    @Test
    void leavesAnEntryOfALaterVersionInPlace() throws IOException {
        Path later = stored(Entries.of("later"));
        stored(ENTRY);
        String content = Files.readString(later).replace("\"format\":2", "\"format\":7");
        String sealed = EntryFileTest.seal(content.substring(0, content.length() - 77));
        Files.writeString(later, sealed);

        Waiting waiting = waiting();

        assertThat(waiting.items()).containsExactly(Waiting.Item.of(ENTRY));
        assertThat(waiting.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .contains(later + " was left in place: it has format 7")
                        .contains("with the version of the plugin that stored it, or a newer one"));
        assertThat(later).hasContent(sealed);
    }

    @Test
    void namesAnEntryThatCannotBeRead() throws IOException {
        stored(ENTRY);
        Path unreadable = Files.createDirectory(directory().resolve("odd.json"));

        Waiting waiting = waiting();

        assertThat(waiting.items()).containsExactly(Waiting.Item.of(ENTRY));
        assertThat(waiting.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(unreadable + " cannot be read"));
    }

    @Test
    void deletesWhatAKilledProcessLeftAndNothingElse() throws IOException {
        stored(ENTRY);
        Files.writeString(directory().resolve(ENTRY.id() + ".0.tmp"), "{\"format\":1,");
        Files.writeString(directory().resolve("README"), "kept");

        assertThat(waiting()).isEqualTo(only(ENTRY));
        assertThat(names(directory())).containsExactly(".lock", ENTRY.id() + ".json", "README");
    }

    @Test
    void leavesNothingUnfinishedBehind() throws IOException {
        stored(ENTRY);
        try (Outbox outbox = connect();
                Claim claim = outbox.claim(ENTRY.target()).orElseThrow()) {
            claim.done(ENTRY);
        }

        assertThat(names(directory())).containsExactly(".lock");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void opensNoPipeThatAnArchiveBroughtAlong() throws Exception {
        stored(ENTRY);
        Path pipe = directory().resolve("pipe.json");
        assertThat(run("mkfifo", pipe.toString())).isZero();

        try (Outbox outbox = connect()) {
            Waiting waiting = outbox.waiting();

            assertThat(waiting.items()).containsExactly(Waiting.Item.of(ENTRY));
            assertThat(waiting.findings())
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.message()).contains(pipe + " cannot be read", "not a regular file"));
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Only root may mount; elsewhere such tests are skipped, with this reason. */
    private void onTinyDisk(Mounted test) throws Exception {
        Files.createDirectories(directory());
        String[] mount = {
            "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", directory().toString()
        };
        assumeThat(OS.LINUX.isCurrentOs() && run(mount) == 0)
                .as("a tiny file system can be mounted here, which takes root on Linux")
                .isTrue();
        try {
            test.run();
        } finally {
            assertThat(run("umount", directory().toString())).isZero();
        }
    }

    @FunctionalInterface
    private interface Mounted {
        void run() throws Exception;
    }

    @Test
    void keepsTheOldEntryWholeWhenTheDiskIsFull() throws Exception {
        onTinyDisk(() -> {
            OutboxEntry small = Entries.of("small");
            try (Outbox outbox = connect()) {
                outbox.add(small);
                OutboxEntry large =
                        Entries.entry("large", Entries.NOON, List.of(Entries.result("TC1", "x".repeat(100_000))));

                assertThatThrownBy(() -> outbox.add(large))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot keep the results of large", "free disk space");
                assertThatThrownBy(() -> outbox.spool().keep(out -> out.write(new byte[100_000])))
                        .isInstanceOf(IOException.class);

                assertThat(outbox.waiting()).isEqualTo(only(small));
                outbox.browse(entry -> assertThat(entry).isEqualTo(small));
                assertThat(names(directory())).noneMatch(name -> name.endsWith(".tmp"));
            }
        });
    }

    @Test
    void readsOnAReadOnlyFileSystemAndNamesTheReasonWhenItCannotStore() throws Exception {
        onTinyDisk(() -> {
            stored(ENTRY);
            assertThat(run("mount", "-o", "remount,ro", directory().toString())).isZero();
            try (Outbox outbox = connect()) {
                assertThat(outbox.waiting()).isEqualTo(only(ENTRY));
                assertThatThrownBy(() -> outbox.add(Entries.of("other")))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("Read-only", "Make the directory writable");
                assertThatThrownBy(() -> outbox.claim(ENTRY.target()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cannot lock an entry");
            }
        });
    }

    @Test
    void saysWhatToDoWhenItsPlaceIsTaken() throws IOException {
        Files.createDirectory(temporary.resolve(".verdict"));
        Files.writeString(directory(), "a file");

        try (Outbox outbox = connect()) {
            assertThatThrownBy(() -> outbox.add(ENTRY))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot keep the results of GitLab-4711 in outbox " + directory() + ": ")
                    .hasMessageContaining("-Dverdict.outbox");
            assertThatThrownBy(outbox::waiting).isInstanceOf(IOException.class).hasMessageContaining("cannot list");
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhatToDoWhenTheDirectoryIsReadOnly() throws IOException {
        Path file = stored(ENTRY);
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("r-x------"));
        assumeThat(Files.isWritable(directory())).as("root may write anywhere").isFalse();

        try (Outbox outbox = connect()) {
            assertThatThrownBy(() -> outbox.add(Entries.of("other")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot keep the results of other in outbox " + directory())
                    .hasMessageContaining("AccessDenied")
                    .hasMessageContaining("Make the directory writable");
            assertThat(outbox.waiting()).isEqualTo(only(ENTRY));
            try (Claim claim = outbox.claim(ENTRY.target()).orElseThrow()) {
                assertThatThrownBy(() -> claim.done(ENTRY)).hasMessageContaining("cannot remove outbox entry");
            }
        } finally {
            Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwx------"));
        }
        assertThat(file).exists();
    }
}
