package shop;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @BeforeAll
    static void open() {
        throw new IllegalStateException("the ledger is locked");
    }

    @Test
    void TC6_balances() {}
}
