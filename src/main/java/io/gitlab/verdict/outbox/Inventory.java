package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Finding;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Goes once through the directory: what can be read, what not and why. Holds one entry in memory at a time. */
final class Inventory {

    private record Readable(Instant storedAt, String id) {}

    private final Path directory;
    private final DirectoryOutbox outbox;
    private final boolean tidies;
    private final List<Readable> readable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param tidies whether to set aside and delete what is in the way */
    Inventory(Path directory, DirectoryOutbox outbox, boolean tidies) {
        this.directory = directory;
        this.outbox = outbox;
        this.tidies = tidies;
    }

    Waiting take() throws IOException {
        if (Files.exists(directory)) {
            for (Path file : files()) {
                if (file.toString().endsWith(DirectoryOutbox.UNFINISHED)) {
                    tidy(file);
                } else if (file.toString().endsWith(DirectoryOutbox.ENTRY)) {
                    look(file);
                }
            }
        }
        readable.sort(Comparator.comparing(Readable::storedAt).thenComparing(Readable::id));
        return new Waiting(readable.stream().map(Readable::id).toList(), findings);
    }

    private Iterable<Path> files() throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            TreeSet<Path> files = new TreeSet<>();
            stream.forEach(files::add);
            return files;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void tidy(Path unfinished) {
        if (!tidies) {
            return;
        }
        try {
            outbox.tidy(unfinished);
        } catch (IOException e) {
            findings.add(Finding.warning("Unfinished outbox entry " + unfinished + " cannot be deleted: "
                    + DirectoryOutbox.reason(e) + ". It does no harm; delete it by hand."));
        }
    }

    private void look(Path file) {
        try {
            list(file);
        } catch (NoSuchFileException e) {
            // Finished by another process since the directory was listed.
        } catch (NewerEntryException e) {
            findings.add(Finding.error("Outbox entry " + file + " was left in place: " + e.getMessage()
                    + ". Publish it with the version of the plugin that stored it, or a newer one."));
        } catch (DamagedEntryException e) {
            damaged(file, e);
        } catch (IOException e) {
            findings.add(Finding.error("Outbox entry " + file + " cannot be read: " + DirectoryOutbox.reason(e)
                    + ". Make it a file that this user can read, then run mvn verdict:replay."));
        }
    }

    private void list(Path file) throws IOException {
        OutboxEntry entry = DirectoryOutbox.read(file);
        readable.add(new Readable(entry.storedAt(), entry.id()));
    }

    private void damaged(Path file, DamagedEntryException damage) {
        if (tidies) {
            setAside(file, damage);
        } else {
            damaged(file, damage, "left in place").ifPresent(findings::add);
        }
    }

    private void setAside(Path file, DamagedEntryException damage) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - DirectoryOutbox.ENTRY.length());
        try {
            outbox.exclusively(id, () -> setAsideIfStillDamaged(file))
                    .orElseGet(() -> damaged(file, damage, "left in place, because another process works on it"))
                    .ifPresent(findings::add);
        } catch (IOException e) {
            damaged(file, damage, "left in place, because it cannot be moved: " + DirectoryOutbox.reason(e))
                    .ifPresent(findings::add);
        }
    }

    /** Whoever worked on the entry may have replaced it since it was read. */
    private Optional<Finding> setAsideIfStillDamaged(Path file) throws IOException {
        try {
            list(file);
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (DamagedEntryException e) {
            return damaged(file, e, "moved to " + move(file));
        }
    }

    private Path move(Path file) throws IOException {
        Path aside = directory.resolve("damaged");
        OwnerOnly.createDirectories(aside);
        Path target = aside.resolve(file.getFileName());
        for (int copy = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); copy++) {
            target = aside.resolve(file.getFileName() + "." + copy);
        }
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Optional<Finding> damaged(Path file, DamagedEntryException damage, String fate) {
        return Optional.of(Finding.error("Outbox entry " + file + " is damaged: " + damage.getMessage() + ". It was "
                + fate + ". Its results may be missing in the tracker: publish the reports of its build again."));
    }
}
