package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {

    /** Keeps its value after the first attempt, because Surefire re-runs a failed test in the same JVM. */
    private static final AtomicInteger QUESTIONS = new AtomicInteger();

    private final ExchangeRates rates = new ExchangeRates(() -> {
        if (QUESTIONS.incrementAndGet() == 1) {
            throw new IllegalStateException("the bank is busy, ask again");
        }
        return new BigDecimal("1.10");
    });

    /** Flaky on purpose: fails at first, passes when run again. */
    @Test
    @Tag("TC130")
    void convertsToDollars() {
        assertEquals(new BigDecimal("4.95"), rates.dollars(Money.euros("4.50")));
    }
}
