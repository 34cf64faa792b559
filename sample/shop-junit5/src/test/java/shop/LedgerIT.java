package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fails on purpose in its initialization, before the first test: no report names these tests, and their test
 * cases become Blocked instead of keeping the Pass of the previous build.
 */
class LedgerIT {

    private static OrderBook archive;

    @BeforeAll
    static void openTheArchive() throws IOException {
        archive = new OrderBook(Path.of("target", "missing-archive", "orders"));
        archive.ordersOf("ada");
    }

    @Test
    @Tag("TC160")
    void holdsOldOrders() throws IOException {
        assertEquals(List.of(Money.euros("25.00")), archive.ordersOf("ada"));
    }

    @Test
    @Tag("TC161")
    void holdsNothingOfStrangers() throws IOException {
        assertEquals(List.of(), archive.ordersOf("eve"));
    }
}
