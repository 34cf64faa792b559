package shop;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void runs() {}
}
