package io.gitlab.verdict.tracker.rally.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.http.HttpCall;
import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.http.HttpReply;
import io.gitlab.verdict.http.HttpTransport;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.ConnectivityChecks;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.rally.target.ConfiguredObjects;
import io.gitlab.verdict.tracker.rally.wire.Advice;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Sends the first request, for the owner of the API key. Checks address, TLS, proxy, API key and clock.
 */
final class ConnectionCheck {
    private static final String KEY = "API key";
    private static final String USER = "user";

    private final HttpTransport http;
    private final URI root;
    private final ConnectivityChecks way;
    private final List<Check> checks;

    /** @param checks receives the checks */
    ConnectionCheck(HttpTransport http, URI root, Optional<HttpProxy> proxy, List<Check> checks) {
        this.http = http;
        this.root = root;
        this.way = new ConnectivityChecks("Rally", "rally", root, proxy);
        this.checks = checks;
    }

    /** Returns the owner of the key; empty if further checks are impossible. */
    Optional<JsonNode> ask(Instant now) {
        try {
            String path = WsapiClient.ROOT + "user?" + Query.encode(Map.of("fetch", ConfiguredObjects.OWNER));
            return judge(http.send(HttpCall.get(path, "read the owner of the API key")), now);
        } catch (NoAnswerException e) {
            checks.add(way.noAnswer(http.mask(e.getMessage()), e.getCause()));
            return Optional.empty();
        } catch (RefusedException e) {
            checks.add(Check.error(ConnectivityChecks.ADDRESS, e.getMessage()));
            return Optional.empty();
        }
    }

    private Optional<JsonNode> judge(HttpReply reply, Instant now) throws RefusedException {
        Advice advice = new Advice(root.toString());
        if (reply.status() == 407) {
            checks.add(Check.error(ConnectivityChecks.PROXY, advice.forStatus(reply)));
            return Optional.empty();
        }
        if (reply.status() == 401) {
            checks.addAll(way.arrived(reply, now));
            checks.add(Check.error(KEY, advice.forKey(reply)));
            return Optional.empty();
        }
        JsonNode owner = Envelope.of(reply, advice).content();
        if (!owner.path("ObjectID").isNumber()) {
            throw new RefusedException(advice.forStranger());
        }
        checks.addAll(way.arrived(reply, now));
        return owner(owner);
    }

    private Optional<JsonNode> owner(JsonNode owner) {
        String name = owner.path("UserName").asString("");
        checks.add(Check.ok(KEY, "Rally accepts it"));
        if (owner.path("Disabled").asBoolean(false)) {
            checks.add(Check.error(
                    USER, name + " is disabled", "Enable the user in Rally, or use the key of an enabled one."));
        } else {
            checks.add(Check.ok(USER, name));
        }
        return Optional.of(owner);
    }
}
