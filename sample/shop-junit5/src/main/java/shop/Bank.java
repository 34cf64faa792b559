package shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks the customer's bank for money, over HTTP. */
public final class Bank {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI payments;

    public Bank(URI payments) {
        this.payments = payments;
    }

    /** Whether the bank pays. */
    public boolean pays(String card, Money amount) {
        HttpRequest request = HttpRequest.newBuilder(payments)
                .POST(BodyPublishers.ofString(card + " " + amount.cents()))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from the bank", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
