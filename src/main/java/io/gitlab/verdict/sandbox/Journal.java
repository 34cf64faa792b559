package io.gitlab.verdict.sandbox;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The state on disk, replayed at start and then written anew without its history. */
final class Journal implements Store.Log, Closeable {
    private final Path file;
    private final JournalLine lines;
    private final TransactionFile transactions;

    Journal(Path directory, Schema schema) {
        this.file = directory.resolve("journal.jsonl");
        this.lines = new JournalLine(schema);
        this.transactions = new TransactionFile(file);
    }

    /** Brings the store to the state on disk, and makes the journal ready to append. */
    void replay(Store store) throws IOException {
        transactions.replay(line -> lines.replay(Json.MAPPER.readTree(line), store));
        compact(store);
        transactions.open();
    }

    private void compact(Store store) throws IOException {
        Path fresh = file.resolveSibling("journal.new");
        try (BufferedWriter writer = Files.newBufferedWriter(fresh)) {
            for (String line : (Iterable<String>) lines.snapshot(store)::iterator) {
                writer.write(line);
                writer.write('\n');
            }
        }
        try (FileChannel written = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void append(List<Change> changes) {
        transactions.append(lines.write(changes));
    }

    @Override
    public void close() throws IOException {
        transactions.close();
    }
}
