package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Stores orders, one per line. */
public final class OrderBook {

    private final Path file;

    public OrderBook(Path file) {
        this.file = file;
    }

    public void record(String customer, Money amount) throws IOException {
        Files.writeString(
                file, customer + "\t" + amount.cents() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public List<Money> ordersOf(String customer) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split("\t"))
                    .filter(order -> order[0].equals(customer))
                    .map(order -> new Money(Long.parseLong(order[1])))
                    .toList();
        }
    }
}
