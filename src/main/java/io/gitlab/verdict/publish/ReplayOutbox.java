package io.gitlab.verdict.publish;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.outbox.Claim;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.OutboxTarget;
import io.gitlab.verdict.outbox.Waiting;
import io.gitlab.verdict.reconcile.Reconciliation;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Publishes the entries of the outbox: the target whose last attempt is longest ago first, and the newest entry of a
 * target first, because it may replace results of older ones. Each entry gets an equal share of the remaining time, so that
 * one that cannot be published does not keep the others from it. Entries that cannot be published stay in the outbox.
 */
public final class ReplayOutbox {

    /** Opens the tracker that an entry goes to. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param share the time budget of that entry
         * @throws IOException if it cannot be opened
         */
        Tracker open(OutboxEntry entry, Deadline share) throws IOException;
    }

    /** A shorter share would not even cover the wait for what an interrupted run may just have written. */
    private static final Duration LEAST_SHARE = Duration.ofSeconds(30);

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress receives one line of progress per step */
    public ReplayOutbox(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Replays all entries.
     *
     * @throws IOException if the outbox cannot be read
     */
    public ReplayReport run(Opener opener) throws IOException {
        return new Run(item -> true, opener).all();
    }

    /**
     * Replays the entries for that tracker that an interruption or an outage left behind, but none that needs a
     * correction by a user.
     *
     * @throws IOException if the outbox cannot be read
     */
    public ReplayReport runDue(String tracker, Opener opener) throws IOException {
        Instant now = deadline.now();
        return new Run(item -> item.target().tracker().equals(tracker) && isDue(item, now), opener).all();
    }

    private static boolean isDue(Waiting.Item item, Instant now) {
        return item.due().filter(due -> !due.isAfter(now)).isPresent();
    }

    private final class Run {
        private final Predicate<Waiting.Item> wanted;
        private final Opener opener;
        private final List<ReplayedPublication> publications = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private long left;

        Run(Predicate<Waiting.Item> wanted, Opener opener) {
            this.wanted = wanted;
            this.opener = opener;
        }

        ReplayReport all() throws IOException {
            Waiting waiting = outbox.waiting();
            findings.addAll(waiting.findings());
            List<Waiting.Item> items = waiting.items().stream()
                    .filter(wanted)
                    .sorted(Comparator.comparing(Waiting.Item::lastTried))
                    .toList();
            left = items.size();
            List<OutboxTarget> targets =
                    items.stream().map(Waiting.Item::target).distinct().toList();
            for (OutboxTarget target : targets) {
                replay(target);
            }
            return new ReplayReport(publications, findings);
        }

        private void replay(OutboxTarget target) throws IOException {
            Optional<Claim> claim;
            try {
                claim = new Delivery(outbox, share(), progress).claim(target);
            } catch (IOException e) {
                leave(target, e.getMessage());
                return;
            }
            if (claim.isEmpty()) {
                leave(target, Delivery.BUSY);
                return;
            }
            try (Claim held = claim.get()) {
                replay(held);
            }
        }

        private void leave(OutboxTarget target, String reason) throws IOException {
            List<OutboxEntry> entries = new ArrayList<>();
            outbox.browse(entry -> {
                if (entry.target().equals(target) && wanted.test(Waiting.Item.of(entry))) {
                    entries.add(entry);
                }
            });
            for (OutboxEntry entry : entries) {
                publications.add(waiting(entry, reason));
                left--;
            }
        }

        /** What an entry leaves of its share is for the others. */
        private Deadline share() {
            Duration equal = deadline.remaining().dividedBy(Math.max(1, left));
            return deadline.within(equal.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : equal);
        }

        /** The rest of an older entry has another id, and is read again. */
        private void replay(Claim claim) throws IOException {
            Set<String> tried = new HashSet<>();
            for (Optional<OutboxEntry> next = newest(claim, tried); next.isPresent(); next = newest(claim, tried)) {
                tried.add(next.get().id());
                publications.add(replay(next.get(), claim));
                left--;
            }
        }

        private Optional<OutboxEntry> newest(Claim claim, Set<String> tried) throws IOException {
            return claim.entries().stream()
                    .filter(entry -> !tried.contains(entry.id()) && wanted.test(Waiting.Item.of(entry)))
                    .max(Comparator.comparing(OutboxEntry::storedAt).thenComparing(OutboxEntry::id));
        }

        private ReplayedPublication replay(OutboxEntry entry, Claim claim) throws IOException {
            if (deadline.passed()) {
                return waiting(
                        entry,
                        "no time was left (verdict.deadline is "
                                + deadline.budget().toSeconds() + " s): the next replay tries it before the others");
            }
            progress.accept("Replaying build " + entry.publication().build() + ", results: "
                    + entry.publication().results().size());
            Deadline share = share();
            OutboxEntry begun = begin(entry, claim);
            try (Tracker tracker = opener.open(begun, share)) {
                return replayed(begun, new Delivery(outbox, share, progress).resume(begun, tracker, claim));
            } catch (InvalidSettingException | IOException e) {
                return waiting(entry, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // Entries are not trusted: a failure of one must not stop the others.
                String reason = "it cannot be replayed (" + e + "): discard it, or report this";
                markDead(entry.id(), claim, reason);
                return waiting(entry, reason);
            }
        }

        private OutboxEntry begin(OutboxEntry entry, Claim claim) {
            OutboxEntry begun = entry.with(entry.progress().replayedAt(deadline.now()));
            try {
                claim.store(begun);
            } catch (IOException e) {
                findings.add(Finding.warning(e.getMessage()));
            }
            return begun;
        }

        private void markDead(String id, Claim claim, String reason) {
            try {
                for (OutboxEntry entry : claim.entries()) {
                    if (entry.id().equals(id)) {
                        claim.dead(entry, reason);
                    }
                }
            } catch (IOException e) {
                findings.add(Finding.warning(e.getMessage()));
            }
        }

        private ReplayedPublication replayed(OutboxEntry entry, Reconciliation done) throws IOException {
            return new ReplayedPublication(
                    entry.id(),
                    entry.tracker(),
                    entry.publication().build(),
                    done.results(),
                    done.attachments(),
                    done.findings(),
                    done.complete(),
                    outbox.describe(entry));
        }

        private ReplayedPublication waiting(OutboxEntry entry, String reason) throws IOException {
            return new ReplayedPublication(
                    entry.id(),
                    entry.tracker(),
                    entry.publication().build(),
                    Reconciliation.untried(entry.publication(), reason).results(),
                    List.of(),
                    List.of(),
                    false,
                    outbox.describe(entry));
        }
    }
}
