package io.gitlab.verdict.publish;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.InvalidSettingException;
import io.gitlab.verdict.domain.ResultStatus;
import io.gitlab.verdict.http.Deadline;
import io.gitlab.verdict.outbox.Outbox;
import io.gitlab.verdict.outbox.OutboxEntry;
import io.gitlab.verdict.outbox.Waiting;
import io.gitlab.verdict.tracker.Tracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Publishes what waits in the outbox, the oldest first. What still cannot be published stays there. */
public final class ReplayOutbox {

    /** Opens the tracker that an entry is bound for. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @throws IOException if it cannot be opened
         */
        Tracker open(OutboxEntry entry) throws IOException;
    }

    /**
     * What became of a publication that waited.
     *
     * @param tracker name of its tracker
     * @param build the text that identifies its build
     * @param results what became of each result
     * @param attachments what became of each attachment
     * @param findings what a person should know besides
     */
    public record Replayed(
            String tracker,
            String build,
            List<ResultStatus> results,
            List<AttachmentStatus> attachments,
            List<Finding> findings) {
        public Replayed {
            requireNonNull(tracker, "tracker");
            requireNonNull(build, "build");
            results = List.copyOf(results);
            attachments = List.copyOf(attachments);
            findings = List.copyOf(findings);
        }

        /** How many results are in that state. */
        public long count(ResultStatus.State state) {
            return results.stream().filter(result -> result.state() == state).count();
        }
    }

    /**
     * What became of all that waited.
     *
     * @param publications each publication that was worked on
     * @param findings what a person should know of the outbox itself, such as damaged entries
     */
    public record Outcome(List<Replayed> publications, List<Finding> findings) {
        public Outcome {
            publications = List.copyOf(publications);
            findings = List.copyOf(findings);
        }
    }

    private final Outbox outbox;
    private final Deadline deadline;
    private final Consumer<String> progress;

    /** @param progress hears a line for each step */
    public ReplayOutbox(Outbox outbox, Deadline deadline, Consumer<String> progress) {
        this.outbox = outbox;
        this.deadline = deadline;
        this.progress = progress;
    }

    /**
     * Replays all that waits.
     *
     * @throws IOException if the outbox cannot be read
     */
    public Outcome run(Opener opener) throws IOException {
        return run(entry -> true, opener);
    }

    /**
     * Replays what an interruption or an outage left for that tracker, but nothing that only a person can help.
     *
     * @throws IOException if the outbox cannot be read
     */
    public Outcome runPending(String tracker, Opener opener) throws IOException {
        return run(entry -> entry.pending() && entry.tracker().equals(tracker), opener);
    }

    private Outcome run(Predicate<OutboxEntry> wanted, Opener opener) throws IOException {
        Waiting waiting = outbox.waiting();
        List<Replayed> publications = new ArrayList<>();
        for (String id : waiting.ids()) {
            Optional<OutboxEntry> entry = outbox.read(id).filter(wanted);
            if (entry.isPresent()) {
                publications.add(replay(entry.get(), opener));
            }
        }
        return new Outcome(publications, waiting.findings());
    }

    private Replayed replay(OutboxEntry entry, Opener opener) throws IOException {
        String build = entry.publication().build();
        progress.accept("Replaying build " + build + ", results: "
                + entry.publication().results().size());
        try (Tracker tracker = opener.open(entry)) {
            Reconciliation done = new Delivery(outbox, deadline, progress).deliver(entry, tracker);
            return new Replayed(entry.tracker(), build, done.results(), done.attachments(), done.findings());
        } catch (InvalidSettingException e) {
            return new Replayed(entry.tracker(), build, unpublished(entry, e.getMessage()), List.of(), List.of());
        }
    }

    private static List<ResultStatus> unpublished(OutboxEntry entry, String reason) {
        return entry.publication().results().stream()
                .map(result -> new ResultStatus(result, ResultStatus.State.UNPUBLISHED, reason, Optional.empty()))
                .toList();
    }
}
