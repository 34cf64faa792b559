package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shop.Products.POT;
import static shop.Products.TEA;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CartTest {

    private final Cart cart = new Cart();

    @Test
    @Tag("TC110")
    void startsEmpty() {
        assertTrue(cart.isEmpty());
        assertEquals(Money.ZERO, cart.total());
    }

    @Nested
    @Tag("TC111")
    class WithTeaInIt {

        {
            cart.add(TEA, 2);
        }

        @Test
        void totalsAllPieces() {
            assertEquals(Money.euros("9.00"), cart.total());
        }

        /** One test verifies several test cases. */
        @Test
        @Tag("TC112")
        @Tag("TC113")
        void addsToWhatIsThere() {
            cart.add(TEA, 1).add(POT, 1);
            assertEquals(4, cart.size());
            assertEquals(Money.euros("38.50"), cart.total());
        }

        @Nested
        class AndTakenOut {

            @Test
            void isEmptyAgain() {
                assertTrue(cart.remove(TEA).isEmpty());
            }
        }
    }

    @Test
    void TC114_refusesNothingOfAProduct() {
        assertThrows(IllegalArgumentException.class, () -> cart.add(TEA, 0));
    }
}
