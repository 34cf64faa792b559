package io.gitlab.verdict.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Inflicts what strikes a request as a whole, before or after the web service has it. */
final class FaultFilter {
    private static final List<String> CREDENTIALS = List.of("ZSESSIONID", "apikey", "Authorization", "Cookie");

    private final BiFunction<Request, Dice, Reply> service;
    private final String offline;
    private final Clock clock;
    private final Consumer<Duration> sleeper;
    private final AtomicLong leaks = new AtomicLong();
    private volatile Outage outage;

    /** @param offline what the offline page says */
    FaultFilter(BiFunction<Request, Dice, Reply> service, String offline, SandboxSettings settings) {
        this.service = service;
        this.offline = offline;
        this.clock = settings.clock();
        this.sleeper = settings.sleeper();
    }

    void inflict(Outage next) {
        outage = next;
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

    /** Whoever gets half a file can know it by its announced length alone. */
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

    /** The same server by another name: to a client, another host. */
    private static String elsewhere(Request request) {
        String host = request.header("Host").orElseThrow();
        String other = host.startsWith("localhost") ? "127.0.0.1" : "localhost";
        return "http://" + host.replaceFirst("^[^:]+", other) + "/elsewhere/";
    }

    /** Where redirects lead to: counts the credentials that arrive. */
    Reply stray(Request request) {
        if (CREDENTIALS.stream().anyMatch(header -> request.header(header).isPresent())) {
            leaks.incrementAndGet();
        }
        return Reply.message(200, "You followed a redirect.");
    }

    long leaks() {
        return leaks.get();
    }
}
