package shop;

import org.junit.jupiter.api.Test;

class OneTest {
    @Test
    void TC1_adds() {}
}
