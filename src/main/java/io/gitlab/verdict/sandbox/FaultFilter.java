package io.gitlab.verdict.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Inflicts the faults of whole requests, before or after the dialect handles them. */
final class FaultFilter {
    private final BiFunction<Request, Dice, Reply> service;
    private final String offline;
    private final Clock clock;
    private final Consumer<Duration> sleeper;
    private volatile Outage outage = new Outage(Faults.NONE);

    /** @param offline the text of the maintenance page */
    FaultFilter(BiFunction<Request, Dice, Reply> service, String offline, SandboxSettings settings) {
        this.service = service;
        this.offline = offline;
        this.clock = settings.clock();
        this.sleeper = settings.sleeper();
    }

    void inflict(Faults faults) {
        outage = new Outage(faults);
    }

    Reply handle(Request request) {
        Dice dice = outage.next();
        Reply reply = reply(request, dice);
        if (dice.strikes(Fault.SLOW)) {
            sleeper.accept(dice.faults().time(Fault.SLOW));
        }
        return reply;
    }

    private Reply reply(Request request, Dice dice) {
        if (dice.strikes(Fault.THROTTLED)) {
            return throttled(dice);
        }
        if (dice.strikes(Fault.UNAVAILABLE)) {
            return Reply.message(503, "Service Unavailable");
        }
        if (dice.strikes(Fault.OFFLINE_PAGE)) {
            return Reply.message(200, offline);
        }
        if (dice.strikes(Fault.DROPPED_BEFORE)) {
            return Reply.NONE;
        }
        if (dice.strikes(Fault.REDIRECT)) {
            return Reply.message(302, "Found").with("Location", elsewhere(request));
        }
        return spoiled(service.apply(request, dice), dice);
    }

    private static Reply spoiled(Reply reply, Dice dice) {
        if (dice.strikes(Fault.DROPPED_AFTER)) {
            return Reply.NONE;
        }
        if (dice.strikes(Fault.BAD_GATEWAY_AFTER)) {
            return Reply.message(502, "Bad Gateway");
        }
        return dice.strikes(Fault.TRUNCATED) ? half(reply) : reply;
    }

    /** A client can recognise half a file only by the announced length. */
    private static Reply half(Reply reply) {
        byte[] half = Arrays.copyOf(reply.body(), reply.body().length / 2);
        Reply cut = new Reply(reply.status(), reply.contentType(), half, reply.headers());
        return reply.contentType().startsWith("application/octet-stream")
                ? cut.with(Reply.LENGTH, String.valueOf(reply.body().length))
                : cut;
    }

    private Reply throttled(Dice dice) {
        Reply reply = Reply.message(429, "Too Many Requests");
        long seconds = dice.faults().time(Fault.THROTTLED).plusMillis(999).toSeconds();
        return switch (dice.detail(Fault.THROTTLED, 3)) {
            case 0 -> reply;
            case 1 -> reply.with("Retry-After", String.valueOf(seconds));
            default -> reply.with("Retry-After", date(clock.instant().plusSeconds(seconds)));
        };
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The same server under another host name. */
    private static String elsewhere(Request request) {
        String host = request.header("Host").orElseThrow();
        String other = host.startsWith("localhost") ? "127.0.0.1" : "localhost";
        return "http://" + host.replaceFirst("^[^:]+", other) + RedirectTarget.PATH;
    }
}
