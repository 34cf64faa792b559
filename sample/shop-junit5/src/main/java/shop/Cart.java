package shop;

import java.util.LinkedHashMap;
import java.util.Map;

/** The products that a customer is about to buy. */
public final class Cart {

    private final Map<Product, Integer> quantities = new LinkedHashMap<>();

    public Cart add(Product product, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be positive, but is " + quantity);
        }
        quantities.merge(product, quantity, Integer::sum);
        return this;
    }

    public Cart remove(Product product) {
        quantities.remove(product);
        return this;
    }

    public boolean isEmpty() {
        return quantities.isEmpty();
    }

    public int size() {
        return quantities.values().stream().mapToInt(Integer::intValue).sum();
    }

    public Money total() {
        return quantities.entrySet().stream()
                .map(line -> line.getKey().price().times(line.getValue()))
                .reduce(Money.ZERO, Money::plus);
    }
}
