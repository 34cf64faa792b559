package shop.warehouse;

/** The cost of sending a parcel, in euro cents. */
public final class Postage {

    private static final int HEAVIEST = 31_500;

    private Postage() {}

    public static int cents(int grams) {
        if (grams < 1 || grams > HEAVIEST) {
            throw new IllegalArgumentException("no tariff for " + grams + " g");
        }
        return grams <= 2_000 ? 549 : grams <= 5_000 ? 699 : 1_049;
    }
}
