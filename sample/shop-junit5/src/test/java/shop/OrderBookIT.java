package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** verdict-mapping.yaml maps these tests to test cases. */
class OrderBookIT {

    @TempDir
    Path directory;

    @Test
    void findsOrdersAfterARestart() throws IOException {
        Path file = directory.resolve("orders");
        new OrderBook(file).record("ada", Money.euros("25.00"));
        assertEquals(List.of(Money.euros("25.00")), new OrderBook(file).ordersOf("ada"));
    }

    @Test
    void tellsCustomersApart() throws IOException {
        OrderBook book = new OrderBook(directory.resolve("orders"));
        book.record("ada", Money.euros("25.00"));
        book.record("bob", Money.euros("4.50"));
        assertEquals(List.of(Money.euros("4.50")), book.ordersOf("bob"));
    }
}
