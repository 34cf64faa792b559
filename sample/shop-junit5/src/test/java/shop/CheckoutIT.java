package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static shop.Products.POT;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.Checkout.Order;

/** Orders from a bank that listens on this machine. */
class CheckoutIT {

    private HttpServer server;
    private Checkout checkout;

    @BeforeEach
    void openTheBank() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments", CheckoutIT::answer);
        server.start();
        checkout = new Checkout(new Bank(URI.create(
                "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort() + "/payments")));
    }

    @AfterEach
    void closeTheBank() {
        server.stop(0);
    }

    @PaymentTest
    void isPaidByAGoodCard() {
        assertEquals(Order.PAID, checkout.order(new Cart().add(POT, 1), "good"));
    }

    @PaymentTest
    void refusesAnEmptyCart() {
        assertThrows(IllegalStateException.class, () -> checkout.order(new Cart(), "good"));
    }

    /** Fails on purpose: the bank answers 402 Payment Required, and the shop treats that as success. */
    @Test
    void TC141_isDeclinedForAnExpiredCard() {
        assertEquals(Order.DECLINED, checkout.order(new Cart().add(POT, 1), "expired"));
    }

    /** Errors on purpose: the shop does not handle a bank that closes the connection. */
    @Test
    void TC142_isDeclinedWhenTheBankHangsUp() {
        assertEquals(Order.DECLINED, checkout.order(new Cart().add(POT, 1), "broken"));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String card = new String(exchange.getRequestBody().readAllBytes()).split(" ")[0];
        switch (card) {
            case "good" -> exchange.sendResponseHeaders(204, -1);
            case "expired" -> exchange.sendResponseHeaders(402, -1);
            default -> exchange.close();
        }
    }
}
