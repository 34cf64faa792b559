package shop;

/** Something to sell. */
public record Product(String sku, String name, Money price) {}
