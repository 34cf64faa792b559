package shop.warehouse;

import java.util.HashMap;
import java.util.Map;

/** How many pieces of each product lie on the shelves. */
public final class Stock {

    private final Map<String, Integer> pieces = new HashMap<>();

    public Stock put(String sku, int count) {
        pieces.merge(sku, count, Integer::sum);
        return this;
    }

    public int available(String sku) {
        return pieces.getOrDefault(sku, 0);
    }

    /** Removes pieces from the shelf, if there are enough. */
    public boolean take(String sku, int count) {
        if (available(sku) < count) {
            return false;
        }
        pieces.merge(sku, -count, Integer::sum);
        return true;
    }
}
