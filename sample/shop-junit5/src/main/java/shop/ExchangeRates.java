package shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;

/** Converts euros at the rate that a bank returns. */
public final class ExchangeRates {

    private final Supplier<BigDecimal> dollarsForAnEuro;

    public ExchangeRates(Supplier<BigDecimal> dollarsForAnEuro) {
        this.dollarsForAnEuro = dollarsForAnEuro;
    }

    public BigDecimal dollars(Money amount) {
        return BigDecimal.valueOf(amount.cents(), 2)
                .multiply(dollarsForAnEuro.get())
                .setScale(2, RoundingMode.HALF_UP);
    }
}
