package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dialect;
import io.gitlab.verdict.sandbox.DialectContext;
import io.gitlab.verdict.sandbox.DialectService;
import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** QMetry that records requests, and shows what it really stores. */
public final class TestQmetry implements Dialect {
    private final Qmetry qmetry;
    private final List<SentRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private QmetryService service;

    /** With the standard seed data. */
    public TestQmetry() {
        this(SeedData.standard());
    }

    public TestQmetry(SeedData seed) {
        this.qmetry = new Qmetry(seed);
    }

    /** All requests since the start that no fault kept from the service; none of those below {@code audit/}. */
    public List<SentRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** What is really stored: all runs of all projects, in the order of their creation. */
    public List<StoredRun> runs() {
        return service.store()
                .read(state -> state.runs().stream()
                        .map(run -> StoredRun.of(state, run))
                        .toList());
    }

    @Override
    public String name() {
        return qmetry.name();
    }

    @Override
    public String path() {
        return qmetry.path();
    }

    @Override
    public String offlineText() {
        return qmetry.offlineText();
    }

    @Override
    public DialectService open(DialectContext context) throws IOException {
        service = qmetry.open(context);
        return new Recording();
    }

    private final class Recording implements DialectService {
        @Override
        public Reply handle(Request request, Dice dice) {
            if (!dice.fair()) {
                boolean json = request.header("Content-Type").orElse("").contains("json");
                String body = json ? new String(request.body(), StandardCharsets.UTF_8) : "";
                requests.add(new SentRequest(request.method(), request.path(), body));
            }
            return service.handle(request, dice);
        }

        @Override
        public void inflict(Faults faults) {
            service.inflict(faults);
        }

        @Override
        public String overview(int page) {
            return service.overview(page);
        }

        @Override
        public String build(String name, int page) {
            return service.build(name, page);
        }

        @Override
        public Optional<Reply> page(Request request) {
            return service.page(request);
        }

        @Override
        public void close() throws IOException {
            service.close();
        }
    }
}
