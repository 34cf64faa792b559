package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Contents;
import io.gitlab.verdict.sandbox.Dialect;
import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.SandboxSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * QMetry Test Management's REST service, below {@code rest/} of a sandbox. See the package for how to begin.
 *
 * <p>Faults mean here what {@link Fault} says, with these differences: {@code readOnly} is HTTP 403 with a page,
 * {@code conflict} is HTTP 200 with {@code success:false}, {@code batchLimit} and {@code poisoned} make a bulk update be
 * refused as a whole with HTTP 400, {@code partialBatch} leaves single runs of it as they were, and {@code stuck} leaves a
 * run as it was, each while the answer says success. {@code noBatch} and {@code orphaned} have no counterpart.
 */
public final class Qmetry implements Dialect {
    private static final int REMEMBERED = 20_000;

    private final World world;
    private final Set<Assumption> assumptions;
    private final int callsPerHour;
    private final Deque<SentRequest> requests = new ArrayDeque<>();
    private Ledger ledger;
    private Service service;

    /**
     * @param world what an empty state directory starts with; one that holds something keeps it
     * @param assumptions the switches that are on
     * @param callsPerHour how many requests of an hour are answered, until the next one begins
     */
    public Qmetry(World world, Set<Assumption> assumptions, int callsPerHour) {
        this.world = world;
        this.assumptions = Set.copyOf(assumptions);
        this.callsPerHour = callsPerHour;
    }

    /** The usual one: the world of {@link World#standard()}, no switch on, no quota. */
    public static Qmetry standard() {
        return of(World.standard());
    }

    /** One with this world, no switch on, no quota. */
    public static Qmetry of(World world) {
        return new Qmetry(world, Set.of(), Integer.MAX_VALUE);
    }

    @Override
    public String path() {
        return "rest/";
    }

    @Override
    public String offline() {
        return "QMetry is under maintenance and will be back shortly.";
    }

    @Override
    public void open(SandboxSettings with) throws IOException {
        Path directory = Files.createDirectories(with.stateDirectory().resolve("qmetry"));
        Files.createDirectories(directory.resolve("attachments"));
        ledger = new Ledger(directory.resolve("events.jsonl"));
        if (ledger.read(state -> state.projects().isEmpty())) {
            ledger.write(transaction -> {
                Founding.make(world, transaction);
                return null;
            });
        }
        Routes routes = Routes.of(new StatusUpdate(with.clock()), new Attachments(new Contents(directory)));
        service = new Service(routes, ledger, assumptions, with, new Quota(callsPerHour, with.clock()));
    }

    @Override
    public void inflict(Faults faults) {
        service.lag(faults);
    }

    @Override
    public Reply handle(Request request, Dice dice) {
        boolean audit = dice.request() == 0;
        if (audit && request.path().equals("/rest/runs")) {
            return Audit.reply(runs());
        }
        if (!audit) {
            remember(request);
        }
        return service.handle(request, dice);
    }

    private void remember(Request request) {
        boolean json = request.header("Content-Type").orElse("").contains("json");
        String body = json ? new String(request.body(), StandardCharsets.UTF_8) : "";
        synchronized (requests) {
            requests.add(new SentRequest(request.method(), request.path(), body));
            if (requests.size() > REMEMBERED) {
                requests.removeFirst();
            }
        }
    }

    /** The last 20,000 requests since the start that no fault kept from the service; none of those below {@code audit/}. */
    public List<SentRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** What is really stored: all runs of all projects, in the order of their making. */
    public List<StoredRun> runs() {
        return ledger.read(Audit::runs);
    }

    @Override
    public String overview() {
        return ledger.read(QmetryPage::overview);
    }

    @Override
    public String build(String name) {
        return ledger.read(state -> QmetryPage.build(state, name));
    }

    @Override
    public Optional<String> page(List<String> path) {
        return ledger.read(state -> QmetryPage.page(state, path));
    }

    @Override
    public void close() throws IOException {
        if (ledger != null) {
            ledger.close();
        }
    }
}
