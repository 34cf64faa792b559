package shop;

import org.junit.jupiter.api.Test;

class CartTest {
    @Test
    void TC1_adds() {}

    @Test
    void TC2_removes() {}
}
