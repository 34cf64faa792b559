package shop;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Test
    void TC1_adds() {}

    @Test
    void TC2_divides() {
        fail("a cent is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void TC4_converts(int amount) {
        assertTrue(amount < 3);
    }

    @Nested
    class WithoutCentsTest {
        @Test
        void TC5_rounds() {}
    }
}
