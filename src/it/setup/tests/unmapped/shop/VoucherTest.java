package shop;

import org.junit.jupiter.api.Test;

class VoucherTest {
    @Test
    void TC5_halves() {}

    @Test
    void expires() {}
}
