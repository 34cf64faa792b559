package shop;

import org.junit.jupiter.api.Test;

class TwoTest {
    @Test
    void TC2_removes() {}
}
