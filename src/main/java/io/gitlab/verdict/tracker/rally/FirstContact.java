package io.gitlab.verdict.tracker.rally;

import com.fasterxml.jackson.databind.JsonNode;
import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * The first request, which asks whose key it is: whether the address leads to Rally, through TLS and proxy, whether the
 * key is taken, and what time it is there.
 */
final class FirstContact {
    private static final String ADDRESS = "address";
    private static final String TLS = "TLS";
    private static final String PROXY = "proxy";
    private static final String CLOCK = "clock";
    private static final String KEY = "API key";
    private static final String USER = "user";

    /** Results carry this machine's time; clocks that are set by the network differ by less. */
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(1);

    private final HttpTransport http;
    private final URI root;
    private final Optional<HttpProxy> proxy;
    private final List<Check> checks;

    /** @param checks takes what is found */
    FirstContact(HttpTransport http, URI root, Optional<HttpProxy> proxy, List<Check> checks) {
        this.http = http;
        this.root = root;
        this.proxy = proxy;
        this.checks = checks;
    }

    /** The owner of the key; empty if it goes no further. */
    Optional<JsonNode> ask(Instant now) {
        try {
            String path = Wsapi.ROOT + "user?" + Query.encode(Map.of("fetch", Places.OWNER));
            return judge(http.send(HttpCall.get(path, "ask whose API key this is")), now);
        } catch (NoAnswerException e) {
            noAnswer(e);
            return Optional.empty();
        } catch (RefusedException e) {
            checks.add(Check.error(ADDRESS, e.getMessage()));
            return Optional.empty();
        }
    }

    private void noAnswer(NoAnswerException e) {
        String message = http.mask(e.getMessage());
        if (e.getCause() instanceof SSLException) {
            checks.add(Check.error(TLS, message));
        } else if (proxy.filter(way -> message.contains(way.host())).isPresent()) {
            checks.add(Check.error(PROXY, message, "Correct the <proxy> in settings.xml."));
        } else {
            checks.add(Check.error(
                    ADDRESS, message, "Correct <rally><url>, or add the <proxy> on the way to settings.xml."));
        }
    }

    private Optional<JsonNode> judge(HttpReply reply, Instant now) throws RefusedException {
        Advice advice = new Advice(root.toString());
        if (reply.status() == 407) {
            checks.add(Check.error(PROXY, advice.forStatus(reply)));
            return Optional.empty();
        }
        if (reply.status() == 401) {
            way(reply, now);
            checks.add(Check.error(KEY, advice.forKey(reply)));
            return Optional.empty();
        }
        JsonNode owner = Envelope.of(reply, advice).content();
        if (!owner.path("ObjectID").isNumber()) {
            throw new RefusedException(advice.forStranger());
        }
        way(reply, now);
        return owner(owner);
    }

    private void way(HttpReply reply, Instant now) {
        checks.add(Check.ok(ADDRESS, root + " answers"));
        checks.add(
                root.getScheme().equals("https")
                        ? Check.ok(TLS, "the certificate is trusted")
                        : Check.skipped(TLS, "plain HTTP, on this machine"));
        checks.add(proxy.map(way -> Check.ok(PROXY, way.host() + ":" + way.port() + " is configured"))
                .orElseGet(() -> Check.skipped(PROXY, "none is configured")));
        checks.add(reply.date()
                .map(date -> clock(Duration.between(date, now)))
                .orElseGet(() -> Check.skipped(CLOCK, "Rally does not tell its time")));
    }

    private static Check clock(Duration ahead) {
        String by = ahead.abs().toSeconds() + " seconds " + (ahead.isNegative() ? "behind" : "ahead of") + " Rally's";
        return ahead.abs().compareTo(TOLERATED_SKEW) > 0
                ? Check.warning(
                        CLOCK,
                        "this machine's clock is " + by,
                        "Set the clock, with NTP: results carry this machine's dates.")
                : Check.ok(CLOCK, "this machine's clock is right");
    }

    private Optional<JsonNode> owner(JsonNode owner) {
        String name = owner.path("UserName").asText();
        checks.add(Check.ok(KEY, "Rally accepts it"));
        if (owner.path("Disabled").asBoolean()) {
            checks.add(Check.error(
                    USER, name + " is disabled", "Enable the user in Rally, or use the key of an enabled one."));
        } else {
            checks.add(Check.ok(USER, name));
        }
        return Optional.of(owner);
    }
}
