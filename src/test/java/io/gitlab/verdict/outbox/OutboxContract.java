package io.gitlab.verdict.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    static List<String> ids(Outbox outbox) throws IOException {
        return outbox.waiting().items().stream().map(Waiting.Item::id).toList();
    }

    private static Optional<OutboxEntry> read(Outbox outbox, OutboxEntry entry) throws IOException {
        List<OutboxEntry> found = new ArrayList<>();
        outbox.browse(one -> {
            if (one.id().equals(entry.id())) {
                found.add(one);
            }
        });
        assertThat(found).hasSizeLessThan(2);
        return found.stream().findFirst();
    }

    private static Claim claim(Outbox outbox, String build) throws IOException {
        return outbox.claim(Entries.of(build).target()).orElseThrow();
    }

    @Test
    void hasNothingWaitingAtFirst() throws IOException {
        assertThat(outbox.waiting()).isEqualTo(new Waiting(List.of(), List.of()));
        assertThat(outbox.browse(entry -> fail())).isEmpty();
        try (Claim claim = claim(outbox, "b")) {
            assertThat(claim.entries()).isEmpty();
        }
    }

    @Test
    void givesAnotherJobEveryEntryAsItWasStored() throws IOException {
        List<OutboxEntry> entries =
                IntStream.range(0, 50).mapToObj(Entries::random).toList();
        for (OutboxEntry entry : entries) {
            outbox.add(entry);
        }

        Outbox another = open();
        List<OutboxEntry> browsed = new ArrayList<>();
        assertThat(another.browse(browsed::add)).isEmpty();
        assertThat(browsed).containsExactlyInAnyOrderElementsOf(entries);
        for (OutboxEntry entry : entries) {
            try (Claim claim = another.claim(entry.target()).orElseThrow()) {
                assertThat(claim.entries()).containsExactly(entry);
            }
        }
        assertThat(another.waiting().findings()).isEmpty();
        assertThat(another.waiting().items())
                .containsExactlyInAnyOrderElementsOf(
                        entries.stream().map(Waiting.Item::of).toList());
    }

    @Test
    void replacesTheEntryOfTheSameIdWithinAClaim() throws IOException {
        OutboxEntry pending = Entries.of("b");
        OutboxEntry ended = Entries.ended(
                pending, Entries.unpublished(pending.publication().results().get(0), "tracker unavailable"));
        outbox.add(pending);
        try (Claim claim = claim(outbox, "b")) {
            claim.store(ended);
            assertThat(claim.entries()).containsExactly(ended);
        }

        assertThat(ids(outbox)).containsExactly(pending.id());
        assertThat(read(outbox, pending)).contains(ended);
    }

    @Test
    void addsNoEntryWhereOneOfTheSameIdMayBeInWork() throws IOException {
        OutboxEntry begun = Entries.of("b").with(Progress.NONE.at(Map.of("testSet", "TS42")));
        outbox.add(begun);
        open().add(Entries.of("b"));

        assertThat(read(outbox, begun)).contains(begun);
    }

    @Test
    void keepsAPublicationWithoutResults() throws IOException {
        OutboxEntry entry = Entries.entry("", Entries.NOON, List.of());
        outbox.add(entry);

        assertThat(read(outbox, entry)).contains(entry);
    }

    @Test
    void listsTheOldestFirst() throws IOException {
        OutboxEntry second = Entries.at("a", Entries.NOON);
        OutboxEntry third = Entries.at("b", Entries.NOON.plusNanos(1));
        OutboxEntry first = Entries.at("c", Entries.NOON.minusNanos(1));
        for (OutboxEntry entry : List.of(second, third, first)) {
            outbox.add(entry);
        }

        assertThat(ids(outbox)).containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void removesTheEntryThatIsDoneAndNothingElse() throws IOException {
        OutboxEntry done = Entries.of("done");
        OutboxEntry waiting = Entries.of("waiting");
        outbox.add(done);
        outbox.add(waiting);
        try (Claim claim = claim(outbox, "done")) {
            claim.done(done);
            claim.done(done);
            assertThat(claim.entries()).isEmpty();
        }

        assertThat(read(outbox, done)).isEmpty();
        assertThat(ids(outbox)).containsExactly(waiting.id());
    }

    @Test
    void letsOneAtATimeClaimATarget() throws IOException {
        Outbox another = open();
        OutboxTarget target = Entries.of("b").target();

        try (Claim claim = outbox.claim(target).orElseThrow()) {
            assertThat(another.claim(target)).isEmpty();
            assertThat(outbox.claim(target)).isEmpty();
            assertThat(claim.entries()).isEmpty();
        }

        try (Claim claim = another.claim(target).orElseThrow()) {
            assertThat(outbox.claim(target)).isEmpty();
            assertThat(claim.entries()).isEmpty();
        }
    }

    @Test
    void letsSeveralClaimDifferentTargets() throws IOException {
        try (Claim one = claim(outbox, "one");
                Claim two = claim(open(), "two")) {
            assertThat(one.entries()).isEqualTo(two.entries()).isEmpty();
        }
    }

    @Test
    void givesTheTargetToTheNextWhenTheOutboxCloses() throws IOException {
        Outbox another = open();
        Claim left = claim(another, "b");
        assertThat(outbox.claim(Entries.of("b").target())).isEmpty();
        another.close();

        claim(outbox, "b").close();
        left.close();
    }

    @Test
    void holdsTheEntriesOfTheClaimedTargetOnly() throws IOException {
        OutboxEntry one = Entries.at("GitLab-1", Entries.NOON.plusSeconds(1));
        OutboxEntry older = Entries.entry("GitLab-1", Entries.NOON, List.of());
        OutboxEntry elsewhere = new OutboxEntry(Entries.NOON, "rally", Map.of("workspace", "Acme"), one.publication());
        OutboxEntry otherCase =
                new OutboxEntry(Entries.NOON, "rally", one.settings(), new Publication("gitlab-1", List.of()));
        for (OutboxEntry entry :
                List.of(one, older, elsewhere, otherCase, Entries.of("GitLab-12"), Entries.of("GitLab"))) {
            outbox.add(entry);
        }

        try (Claim claim = claim(outbox, "GitLab-1")) {
            assertThat(claim.entries()).containsExactly(older, one);
            assertThatThrownBy(() -> claim.store(elsewhere)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> claim.done(elsewhere)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ids(outbox)).hasSize(6);
    }

    @Test
    void putsOffTheNextAttempt() throws IOException {
        Instant later = Entries.NOON.plusSeconds(60);
        outbox.add(Entries.of("b"));
        assertThat(outbox.waiting().items().get(0).due()).contains(Entries.NOON);
        for (int attempt = 1; attempt < 3; attempt++) {
            try (Claim claim = claim(outbox, "b")) {
                claim.retryAt(claim.entries().get(0), later);
                assertThat(claim.entries().get(0).progress().attempts()).isEqualTo(attempt);
            }
        }

        assertThat(open().waiting().items().get(0).due()).contains(later);
    }

    @Test
    void keepsADeadEntryWithItsReason() throws IOException {
        OutboxEntry entry = Entries.of("b");
        outbox.add(entry);
        try (Claim claim = claim(outbox, "b")) {
            claim.dead(entry, "it cannot be replayed");
        }

        assertThat(read(open(), entry).orElseThrow().progress().dead()).contains("it cannot be replayed");
        assertThat(outbox.waiting().items())
                .singleElement()
                .satisfies(item -> assertThat(item.due()).isEmpty());
    }

    @Test
    void saysWhereAnEntryWaits() throws IOException {
        outbox.add(Entries.of("b"));
        assertThat(outbox.describe(Entries.of("b"))).startsWith("in ").contains("to discard it");
    }

    @Test
    void keepsWhatManyAddAtOnce() throws Exception {
        ExecutorService jobs = Executors.newFixedThreadPool(8);
        try {
            List<Callable<OutboxEntry>> stores = IntStream.range(0, 40)
                    .<Callable<OutboxEntry>>mapToObj(i -> () -> {
                        OutboxEntry entry = Entries.random(i % 20);
                        (i % 2 == 0 ? outbox : open()).add(entry);
                        return entry;
                    })
                    .toList();
            for (Future<OutboxEntry> stored : jobs.invokeAll(stores)) {
                assertThat(read(outbox, stored.get())).contains(stored.get());
            }
            assertThat(ids(outbox)).hasSize(20);
            assertThat(outbox.waiting().findings()).isEmpty();
        } finally {
            jobs.shutdownNow();
        }
    }

    @Test
    void storesOnAnInterruptedThread() throws IOException {
        OutboxEntry entry = Entries.of("b");
        Thread.currentThread().interrupt();
        try (Claim claim = claim(outbox, "b")) {
            claim.store(entry);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }

        assertThat(read(outbox, entry)).contains(entry);
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

    private static void done(Outbox outbox, OutboxEntry entry) throws IOException {
        try (Claim claim = outbox.claim(entry.target()).orElseThrow()) {
            claim.done(entry);
        }
    }

    @Test
    void keepsTheFilesOfAnEntryAsLongAsSomeEntryNamesThem() throws IOException {
        OutboxEntry entry;
        try (Spool spool = outbox.spool()) {
            entry = withFile("one", spool, "content");
            open().waiting();
            outbox.add(entry);
        }
        OutboxEntry same = entry.without(Set.of());
        OutboxEntry other = Entries.entry(
                        "other", Entries.NOON, entry.publication().results())
                .withFiles(entry.files());
        outbox.add(other);
        Outbox another = open();

        assertThat(read(another, entry)).contains(same);
        assertThat(file(another, entry)).contains("content");
        done(another, entry);
        assertThat(file(another, other)).contains("content");
        done(another, other);
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
            outbox.add(entry);
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
            OutboxEntry published =
                    Entries.ended(entry, new ResultStatus(result, ResultStatus.State.PUBLISHED, "", Optional.empty()));
            assertThat(published.due()).isPresent();
            OutboxEntry done = published.with(new Progress(
                    Map.of(),
                    published.progress().results(),
                    List.of(new AttachmentStatus(
                            result.key(),
                            "a.txt",
                            "shop.CartIT.adds",
                            OptionalLong.of(7),
                            AttachmentStatus.State.ATTACHED,
                            "",
                            Optional.empty()))));
            outbox.add(done);
            assertThat(read(open(), done)).contains(done);
            assertThat(done.due()).isEmpty();
        }
    }
}
