package io.gitlab.verdict.outbox;

import io.gitlab.verdict.domain.Finding;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads all files of the directory once: passes on each entry, and reports each file that is not a readable entry. */
final class Inventory {
    private final Path directory;
    private final Optional<Repairs> repairs;
    private final Consumer<OutboxEntry> reader;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param repairs sets aside and deletes files; empty: every file stays as it is
     * @param reader receives the entries, one at a time
     */
    Inventory(Path directory, Optional<Repairs> repairs, Consumer<OutboxEntry> reader) {
        this.directory = directory;
        this.repairs = repairs;
        this.reader = reader;
    }

    List<Finding> take() throws IOException {
        if (Files.exists(directory)) {
            for (Path file : files()) {
                if (file.toString().endsWith(DirectoryOutbox.UNFINISHED)) {
                    repairs.flatMap(some -> some.delete(file)).ifPresent(findings::add);
                } else if (file.toString().endsWith(DirectoryOutbox.ENTRY)) {
                    list(file);
                }
            }
        }
        return findings;
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

    private void list(Path file) {
        try {
            reader.accept(DirectoryOutbox.read(file));
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

    private void damaged(Path file, DamagedEntryException damage) {
        if (repairs.isEmpty()) {
            findings.add(damaged(file, damage, "left in place"));
            return;
        }
        try {
            Optional<Path> aside = repairs.get().setAside(file);
            if (aside.isPresent()) {
                findings.add(damaged(file, damage, "moved to " + aside.get()));
            } else {
                list(file);
            }
        } catch (IOException e) {
            findings.add(
                    damaged(file, damage, "left in place, because it cannot be moved: " + DirectoryOutbox.reason(e)));
        }
    }

    private static Finding damaged(Path file, DamagedEntryException damage, String consequence) {
        return Finding.error("Outbox entry " + file + " is damaged: " + damage.getMessage() + ". It was " + consequence
                + ". Its results may be missing in the tracker: publish the reports of its build again.");
    }
}
