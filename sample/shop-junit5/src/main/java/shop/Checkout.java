package shop;

/** Turns a cart into an order. */
public final class Checkout {

    /** How an order ended. */
    public enum Order {
        PAID,
        DECLINED
    }

    private final Bank bank;

    public Checkout(Bank bank) {
        this.bank = bank;
    }

    public Order order(Cart cart, String card) {
        if (cart.isEmpty()) {
            throw new IllegalStateException("the cart is empty");
        }
        return bank.pays(card, cart.total()) ? Order.PAID : Order.DECLINED;
    }
}
