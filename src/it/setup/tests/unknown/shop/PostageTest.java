package shop;

import org.junit.jupiter.api.Test;

class PostageTest {
    @Test
    void TC6_isFree() {}

    @Test
    void TC404_isDouble() {}
}
