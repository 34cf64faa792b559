package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.SandboxSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** From a request to the answer: who may, which project, which route. */
final class Service {
    private final Routes routes;
    private final Ledger ledger;
    private final Set<Assumption> assumptions;
    private final SandboxSettings settings;
    private final Quota quota;
    private volatile Optional<Replica> replica = Optional.empty();

    Service(Routes routes, Ledger ledger, Set<Assumption> assumptions, SandboxSettings settings, Quota quota) {
        this.routes = routes;
        this.ledger = ledger;
        this.assumptions = assumptions;
        this.settings = settings;
        this.quota = quota;
    }

    /** Makes reads lag behind as the faults say, or not any more. */
    void lag(Faults faults) {
        if (faults.rate(Fault.REPLICA_LAG) > 0) {
            Replica lagging = new Replica(faults, settings.clock());
            ledger.follow(lagging::begin, lagging::take);
            replica = Optional.of(lagging);
        } else {
            ledger.follow(past -> {}, next -> {});
            replica = Optional.empty();
        }
    }

    Reply handle(Request request, Dice dice) {
        String route = request.method() + " " + request.path().replaceFirst("/\\d+$", "/{id}");
        Routes.Write write = routes.writes().get(route);
        boolean audit = dice.request() == 0;
        try {
            if (dice.strikes(Fault.EXPIRED_KEY)) {
                throw Refusal.invalidKey();
            }
            boolean readOnly = readOnly(request);
            if (!audit && !quota.allows()) {
                return exhausted();
            }
            if (write != null && (readOnly || dice.strikes(Fault.READ_ONLY))) {
                return Answers.forbidden();
            }
            if (write != null && dice.strikes(Fault.WRITES_UNAVAILABLE)) {
                return Reply.writesUnavailable(dice);
            }
            if (write != null && dice.strikes(Fault.CONFLICT)) {
                return Answers.json(200, Answers.failure("CO.GENERAL_EXCEPTION"));
            }
            return write == null ? read(route, request, dice) : write(write, request, dice);
        } catch (Refusal refusal) {
            boolean told = refusal.status() == 400 && assumptions.contains(Assumption.REFUSALS_HAVE_STATUS_200);
            return Answers.json(told ? 200 : refusal.status(), Answers.failure(refusal.getMessage()));
        }
    }

    private Reply exhausted() {
        boolean told = assumptions.contains(Assumption.QUOTA_IS_TOLD_WITH_STATUS_200);
        return Answers.json(told ? 200 : 429, Answers.failure("CO.API_LIMIT_EXCEEDED"));
    }

    /** Whether the key may only read; a key that is unknown is refused. */
    private boolean readOnly(Request request) {
        String key = request.header("apikey").orElse("");
        if (same(key, settings.apiKey())) {
            return false;
        }
        if (settings.readOnlyApiKey() != null && same(key, settings.readOnlyApiKey())) {
            return true;
        }
        throw Refusal.invalidKey();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private Reply read(String route, Request request, Dice dice) {
        Routes.Read read = routes.reads().get(route);
        if (read == null) {
            return Answers.nowhere();
        }
        Function<State, JsonNode> action = state -> read.answer(state, call(state, request, dice));
        boolean lags = dice.request() > 0;
        return Answers.found(replica.filter(lagging -> lags)
                .map(lagging -> lagging.read(action))
                .orElseGet(() -> ledger.read(action)));
    }

    private Reply write(Routes.Write write, Request request, Dice dice) {
        JsonNode answer =
                ledger.write(transaction -> write.answer(transaction, call(transaction.state(), request, dice)));
        if (assumptions.contains(Assumption.SUCCESS_IS_A_TEXT)) {
            ((ObjectNode) answer).put("success", answer.path("success").asString(""));
        }
        return Answers.json(200, answer);
    }

    private Call call(State state, Request request, Dice dice) {
        return new Call(request, project(state, request), body(request), assumptions, dice);
    }

    /** The project with that id, key or name; the first is the user's own. */
    private static World.Project project(State state, Request request) {
        String wanted = request.header("project").orElse("default");
        return state.projects().stream()
                .filter(project -> wanted.equals("default")
                        || wanted.equals(String.valueOf(project.id()))
                        || wanted.equalsIgnoreCase(project.key())
                        || wanted.equalsIgnoreCase(project.name()))
                .findFirst()
                .orElseThrow(Refusal::general);
    }

    private static JsonNode body(Request request) {
        boolean form = request.header("Content-Type").orElse("").startsWith("multipart/");
        if (form || request.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            throw Refusal.general();
        }
    }
}
