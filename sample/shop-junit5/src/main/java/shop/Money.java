package shop;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An amount in euro cents. */
public record Money(long cents) {

    public static final Money ZERO = new Money(0);

    public static Money euros(String amount) {
        return new Money(new BigDecimal(amount).movePointRight(2).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(cents, other.cents));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, other.cents));
    }

    public Money times(int factor) {
        return new Money(Math.multiplyExact(cents, factor));
    }

    /** That share of the amount, rounded half up to a whole cent. */
    public Money percent(int percent) {
        return new Money(BigDecimal.valueOf(cents)
                .multiply(BigDecimal.valueOf(percent))
                .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(cents, 2) + " EUR";
    }
}
