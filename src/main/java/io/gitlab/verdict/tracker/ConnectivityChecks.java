package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.http.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Checks of the connection to a tracker, from its first answer or its absence: address, TLS, proxy and clock. */
public final class ConnectivityChecks {
    public static final String ADDRESS = "address";
    public static final String PROXY = "proxy";

    private static final String TLS = "TLS";
    private static final String CLOCK = "clock";

    /** Results have this machine's time. Clocks that are synchronised over the network differ by less. */
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);

    private final String tracker;
    private final String block;
    private final URI root;
    private final Optional<HttpProxy> proxy;

    /**
     * @param tracker its display name
     * @param block the name of its settings block
     * @param root its configured address
     */
    public ConnectivityChecks(String tracker, String block, URI root, Optional<HttpProxy> proxy) {
        this.tracker = tracker;
        this.block = block;
        this.root = root;
        this.proxy = proxy;
    }

    /** The check that failed if there was no answer. The message must hold no secret. */
    public Check noAnswer(String message, Throwable cause) {
        if (cause instanceof SSLException) {
            return Check.error(TLS, message);
        }
        if (proxy.filter(way -> message.contains(way.host())).isPresent()) {
            return Check.error(PROXY, message, "Correct the <proxy> in settings.xml.");
        }
        return Check.error(ADDRESS, message, "Correct <" + block + "><url>, or add a <proxy> for it to settings.xml.");
    }

    /** The checks that an answer proves. */
    public List<Check> arrived(HttpReply reply, Instant now) {
        return List.of(
                Check.ok(ADDRESS, root + " answers"),
                root.getScheme().equals("https")
                        ? Check.ok(TLS, "the certificate is trusted")
                        : Check.skipped(TLS, "plain HTTP, on this machine"),
                proxy.map(way -> Check.ok(PROXY, way.host() + ":" + way.port() + " is configured"))
                        .orElseGet(() -> Check.skipped(PROXY, "none is configured")),
                reply.date()
                        .map(date -> clock(Duration.between(date, now)))
                        .orElseGet(() -> Check.skipped(CLOCK, tracker + " sends no date")));
    }

    private Check clock(Duration ahead) {
        String by =
                ahead.abs().toSeconds() + " seconds " + (ahead.isNegative() ? "behind " : "ahead of ") + tracker + "'s";
        return ahead.abs().compareTo(TOLERATED_SKEW) > 0
                ? Check.warning(
                        CLOCK,
                        "this machine's clock is " + by,
                        "Synchronise the clock with NTP: results have this machine's dates.")
                : Check.ok(CLOCK, "this machine's clock is right");
    }
}
