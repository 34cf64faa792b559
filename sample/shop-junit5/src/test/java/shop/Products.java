package shop;

final class Products {

    static final Product TEA = new Product("T-1", "Green tea", Money.euros("4.50"));
    static final Product POT = new Product("P-1", "Tea pot", Money.euros("25.00"));

    private Products() {}
}
