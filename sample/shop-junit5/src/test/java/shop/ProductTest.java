package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** These tests have no test case: they are listed in the review queue. */
class ProductTest {

    @Test
    void isTheSameWhenAllOfItIs() {
        assertEquals(new Product("T-1", "Green tea", Money.euros("4.50")), Products.TEA);
    }

    @Test
    void isAnotherAtAnotherPrice() {
        assertNotEquals(new Product("T-1", "Green tea", Money.euros("5.00")), Products.TEA);
    }
}
