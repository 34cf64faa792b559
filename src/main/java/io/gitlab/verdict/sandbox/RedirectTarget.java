package io.gitlab.verdict.sandbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The target of {@link Fault#REDIRECT}: another host name, where no credential may arrive. */
final class RedirectTarget {
    static final String PATH = "/elsewhere/";

    private static final List<String> CREDENTIALS = List.of("ZSESSIONID", "apikey", "Authorization", "Cookie");

    private final AtomicLong leaks = new AtomicLong();

    Reply handle(Request request) {
        if (CREDENTIALS.stream().anyMatch(header -> request.header(header).isPresent())) {
            leaks.incrementAndGet();
        }
        return Reply.message(200, "You followed a redirect.");
    }

    /** The number of requests that contained a credential. */
    long leaks() {
        return leaks.get();
    }
}
