package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** verdict-mapping.yaml maps all of these tests to one test case. */
class MoneyTest {

    @ParameterizedTest
    @CsvSource({"10.00, 50, 5.00", "0.01, 50, 0.01", "0.99, 10, 0.10", "100.00, 0, 0.00"})
    void roundsSharesHalfUp(String amount, int percent, String share) {
        assertEquals(Money.euros(share), Money.euros(amount).percent(percent));
    }

    @Test
    void adds() {
        assertEquals(Money.euros("3.00"), Money.euros("1.20").plus(Money.euros("1.80")));
    }

    @Test
    void refusesHalfCents() {
        assertThrows(ArithmeticException.class, () -> Money.euros("0.005"));
    }
}
