package shop;

import java.util.Map;

/** Reduces a price. */
public interface Voucher {

    Map<String, Voucher> KNOWN = Map.of(
            "HALF", price -> price.minus(price.percent(50)),
            "FIVER", price -> price.minus(Money.euros("5.00")));

    Money reduce(Money price);

    static Voucher of(String code) {
        Voucher voucher = KNOWN.get(code);
        if (voucher == null) {
            throw new IllegalArgumentException("no voucher has the code " + code);
        }
        return voucher;
    }
}
