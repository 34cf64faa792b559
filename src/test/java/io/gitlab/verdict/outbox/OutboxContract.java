package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What any outbox must do. */
abstract class OutboxContract {
    private final List<Outbox> opened = new CopyOnWriteArrayList<>();

    private Outbox outbox;

    /** Another outbox of the same place, as another job would open it. */
    abstract Outbox connect() throws IOException;

    @BeforeEach
    void connectFirst() throws IOException {
        outbox = open();
    }

    @AfterEach
    void closeAll() throws IOException {
        for (Outbox one : opened) {
            one.close();
        }
    }

    private Outbox open() throws IOException {
        Outbox another = connect();
        opened.add(another);
        return another;
    }

    @Test
    void hasNothingWaitingAtFirst() throws IOException {
        assertThat(outbox.waiting()).isEqualTo(new Waiting(List.of(), List.of()));
        assertThat(outbox.read(Entries.of("b").id())).isEmpty();
    }

    @Test
    void givesAnotherJobEveryEntryAsItWasStored() throws IOException {
        List<OutboxEntry> entries =
                IntStream.range(0, 50).mapToObj(Entries::random).toList();
        for (OutboxEntry entry : entries) {
            outbox.store(entry);
        }

        Outbox another = open();
        for (OutboxEntry entry : entries) {
            assertThat(another.read(entry.id())).contains(entry);
        }
        assertThat(another.waiting().findings()).isEmpty();
        assertThat(another.waiting().ids())
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(OutboxEntry::id).toList());
    }

    @Test
    void replacesTheEntryOfTheSameId() throws IOException {
        OutboxEntry pending = Entries.of("b");
        OutboxEntry tried = pending.withTried(
                List.of(Entries.unpublished(pending.publication().results().get(0), "tracker unavailable")));
        outbox.store(pending);
        outbox.store(tried);

        assertThat(outbox.waiting().ids()).containsExactly(pending.id());
        assertThat(outbox.read(pending.id())).contains(tried);
    }

    @Test
    void keepsAPublicationWithoutResults() throws IOException {
        OutboxEntry entry = Entries.entry("", Entries.NOON, List.of());
        outbox.store(entry);

        assertThat(outbox.read(entry.id())).contains(entry);
    }

    @Test
    void listsTheOldestFirst() throws IOException {
        OutboxEntry second = Entries.at("a", Entries.NOON);
        OutboxEntry third = Entries.at("b", Entries.NOON.plusNanos(1));
        OutboxEntry first = Entries.at("c", Entries.NOON.minusNanos(1));
        for (OutboxEntry entry : List.of(second, third, first)) {
            outbox.store(entry);
        }

        assertThat(outbox.waiting().ids()).containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void forgetsWhatWasRemovedAndNothingElse() throws IOException {
        OutboxEntry done = Entries.of("done");
        OutboxEntry waiting = Entries.of("waiting");
        outbox.store(done);
        outbox.store(waiting);
        outbox.remove(done.id());
        outbox.remove(done.id());

        assertThat(outbox.read(done.id())).isEmpty();
        assertThat(outbox.waiting().ids()).containsExactly(waiting.id());
    }

    @Test
    void letsOneAtATimeWorkOnAnEntry() throws IOException {
        Outbox another = open();
        String id = Entries.of("b").id();

        boolean ran = outbox.exclusively(id, () -> {
                    assertThat(another.<String, RuntimeException>exclusively(id, () -> "ran"))
                            .isEmpty();
                    assertThat(outbox.<String, RuntimeException>exclusively(id, () -> "ran"))
                            .isEmpty();
                    return true;
                })
                .orElse(false);

        assertThat(ran).isTrue();
        assertThat(another.<String, RuntimeException>exclusively(id, () -> "ran"))
                .contains("ran");
    }

    @Test
    void letsSeveralWorkOnDifferentEntries() throws IOException {
        Outbox another = open();

        assertThat(outbox.exclusively(
                        "one", () -> another.exclusively("two", () -> "ran").orElse("")))
                .contains("ran");
    }

    @Test
    void givesTheEntryToTheNextWhenTheWorkFails() throws IOException {
        assertThatThrownBy(() -> outbox.exclusively("id", () -> {
                    throw new IllegalStateException("tracker");
                }))
                .hasMessage("tracker");

        assertThat(open().<String, RuntimeException>exclusively("id", () -> "ran"))
                .contains("ran");
    }

    @Test
    void givesTheEntryToTheNextWhenTheOutboxCloses() throws IOException {
        Outbox another = open();
        assertThat(another.<String, RuntimeException>exclusively("id", () -> "ran"))
                .contains("ran");
        another.close();

        assertThat(outbox.<String, RuntimeException>exclusively("id", () -> "ran"))
                .contains("ran");
    }

    @Test
    void storesAndChangesWithinAClaim() throws IOException {
        OutboxEntry entry = Entries.of("b");
        outbox.store(entry);

        assertThat(outbox.exclusively(entry.id(), () -> {
                    OutboxEntry now = outbox.read(entry.id()).orElseThrow();
                    outbox.store(now);
                    outbox.remove(now.id());
                    return now;
                }))
                .contains(entry);
        assertThat(outbox.waiting().ids()).isEmpty();
    }

    @Test
    void keepsWhatManyStoreAtOnce() throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> stores = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(i -> () -> {
                        OutboxEntry entry = Entries.random(i % 20);
                        (i % 2 == 0 ? outbox : open()).store(entry);
                        return entry.id();
                    })
                    .toList();
            for (Future<String> stored : jobs.invokeAll(stores)) {
                assertThat(outbox.read(stored.get())).isPresent();
            }
            assertThat(outbox.waiting().ids()).hasSize(20);
            assertThat(outbox.waiting().findings()).isEmpty();
        } finally {
            jobs.shutdownNow();
        }
    }

    @Test
    void storesOnAnInterruptedThread() throws IOException {
        OutboxEntry entry = Entries.of("b");
        Thread.currentThread().interrupt();
        try {
            outbox.store(entry);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }

        assertThat(outbox.read(entry.id())).contains(entry);
    }

    @Test
    void listsTheEntriesOfABuild() throws IOException {
        OutboxEntry one = Entries.at("GitLab-1", Entries.NOON);
        OutboxEntry other =
                one.without(Set.of(one.publication().results().get(0).key()));
        for (OutboxEntry entry : List.of(one, other, Entries.of("GitLab-12"), Entries.of("GitLab"))) {
            outbox.store(entry);
        }

        assertThat(outbox.ids("GitLab-1")).containsExactlyInAnyOrder(one.id(), other.id());
        assertThat(outbox.ids("GitLab-2")).isEmpty();
    }

    @Test
    void tellsPublicationsOfDifferentBuildsApart() throws IOException {
        OutboxEntry one = Entries.of("GitLab-1");
        OutboxEntry other = new OutboxEntry(
                one.storedAt(),
                one.tracker(),
                one.settings(),
                new Publication("gitlab-1", one.publication().results()),
                List.of());
        outbox.store(one);
        outbox.store(other);

        assertThat(outbox.read(one.id())).contains(one);
        assertThat(outbox.read(other.id())).contains(other);
    }

    private static OutboxEntry withFile(String build, Spool spool, String content) throws IOException {
        Spool.Kept kept = spool.keep(out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
        Attachment attachment = new Attachment("a.txt", kept.size(), kept.sha256(), "shop.CartIT.adds");
        Result plain = Entries.result("TC1", "failed");
        Result result = new Result(
                plain.key(), plain.verdict(), plain.duration(), plain.notes(), plain.executions(), List.of(attachment));
        return Entries.entry(build, Entries.NOON, List.of(result)).withFiles(spool.name());
    }

    private static Optional<String> file(Outbox outbox, OutboxEntry entry) throws IOException {
        Attachment attachment =
                entry.publication().results().get(0).attachments().get(0);
        Optional<InputStream> bytes = outbox.open(entry, attachment);
        return bytes.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(bytes.get().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void keepsTheFilesOfAnEntryAsLongAsSomeEntryNamesThem() throws IOException {
        OutboxEntry entry;
        try (Spool spool = outbox.spool()) {
            entry = withFile("one", spool, "content");
            open().waiting();
            outbox.store(entry);
        }
        OutboxEntry settled = entry.without(Set.of());
        OutboxEntry other = Entries.entry(
                        "other", Entries.NOON, entry.publication().results())
                .withFiles(entry.files());
        outbox.store(other);
        Outbox another = open();

        assertThat(another.read(entry.id())).contains(settled);
        assertThat(file(another, entry)).contains("content");
        another.remove(entry.id());
        assertThat(file(another, other)).contains("content");
        another.remove(other.id());
        assertThat(file(another, other)).isEmpty();
    }

    @Test
    void forgetsFilesThatNoEntryNames() throws IOException {
        OutboxEntry never;
        try (Spool spool = outbox.spool()) {
            never = withFile("never stored", spool, "content");
            assertThat(file(outbox, never)).contains("content");
        }
        assertThat(file(outbox, never)).isEmpty();
    }

    @Test
    void keepsNothingOfAFileThatCouldNotBeRead() throws IOException {
        try (Spool spool = outbox.spool()) {
            assertThatThrownBy(() -> spool.keep(out -> {
                        out.write(1);
                        throw new IOException("gone");
                    }))
                    .hasMessage("gone");
            OutboxEntry entry = withFile("one", spool, "content");
            outbox.store(entry);
            assertThat(file(outbox, entry)).contains("content");
        }
    }

    @Test
    void opensNothingElsewhere() throws IOException {
        try (Spool spool = outbox.spool()) {
            OutboxEntry entry = withFile("one", spool, "content");
            assertThat(file(outbox, entry.withFiles("../" + entry.files()))).isEmpty();
            assertThat(file(outbox, entry.withFiles(""))).isEmpty();
        }
    }

    @Test
    void remembersWhichAttachmentIsDone() throws IOException {
        try (Spool spool = outbox.spool()) {
            OutboxEntry entry = withFile("one", spool, "content");
            Result result = entry.publication().results().get(0);
            OutboxEntry tried = entry.withTried(
                    List.of(new ResultStatus(result, ResultStatus.State.PUBLISHED, "", Optional.empty())));
            assertThat(tried.pending()).isTrue();
            OutboxEntry done = tried.withAttached(List.of(new AttachmentStatus(
                    result.key(),
                    "a.txt",
                    "shop.CartIT.adds",
                    OptionalLong.of(7),
                    AttachmentStatus.State.ATTACHED,
                    "",
                    Optional.empty())));
            outbox.store(done);
            assertThat(open().read(done.id())).contains(done);
            assertThat(done.pending()).isFalse();
        }
    }
}
