package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What the sandbox serves: the web service with and without faults, and the page. */
final class Service {
    private static final String OFFLINE = "Rally is Offline. We are performing maintenance and will be back shortly.";

    private final SandboxSettings settings;
    private final Schema schema;
    private final Journal journal;
    private final URI root;
    private final Contents contents;
    private final Downloads downloads;
    private final Store store;
    private final Facts facts;
    private final Editor editor;
    private final Wsapi wsapi;
    private final FaultFilter faults;
    private final Page page;

    Service(SandboxSettings settings, Schema schema, Journal journal, URI root, Dialects dialects) {
        this.settings = settings;
        this.schema = schema;
        this.journal = journal;
        this.root = root;
        this.contents = new Contents(settings.stateDirectory());
        this.store = new Store(schema, journal);
        this.facts = new Facts(schema, store, settings.assumptions());
        this.downloads = new Downloads(store, facts, contents);
        this.editor = new Editor(store, schema, facts, contents, settings);
        this.wsapi = wsapi();
        this.faults = new FaultFilter(wsapi::handle, OFFLINE, settings);
        this.page = new Page(store, schema, facts, downloads, dialects);
    }

    private Wsapi wsapi() {
        Optional<UnknownTestCases> unknown = settings.createUnknownTestCases()
                ? Optional.of(new UnknownTestCases(store, schema, editor))
                : Optional.empty();
        Operations operations = operations(store, facts, editor, unknown);
        Batch batch = new Batch(store, operations, settings.assumptions());
        return new Wsapi(new Authentication(settings), operations, batch, downloads);
    }

    private Operations operations(Store of, Facts truths, Editor writer, Optional<UnknownTestCases> unknown) {
        Renderer renderer = new Renderer(root.resolve("slm/webservice/v2.0/"), truths, contents);
        Queries queries = new Queries(of, schema, truths, renderer, unknown, settings);
        return new Operations(of, schema, truths, writer, renderer, queries);
    }

    /** Reads the state directory, or begins a new one. */
    void load() throws IOException {
        Metadata.publish(schema, store);
        journal.replay(store);
        contents.keepOnly(oid -> store.get(oid).isPresent());
        Beginning.make(schema, store, editor, settings);
        inflict(settings.faults());
    }

    void inflict(Faults next) {
        Optional<Replica> replica = store.write(() -> {
            Optional<Replica> made = next.rate(Fault.REPLICA_LAG) > 0
                    ? Optional.of(new Replica(store, next, schema, settings.clock(), this::reader))
                    : Optional.empty();
            store.follow(made.<Store.Log>map(lagging -> lagging::take).orElse(changes -> {}));
            return made;
        });
        faults.inflict(new Outage(next, replica));
    }

    private Operations reader(Store replica) {
        Facts truths = new Facts(schema, replica, settings.assumptions());
        Editor idle = new Editor(replica, schema, truths, contents, settings);
        return operations(replica, truths, idle, Optional.empty());
    }

    Reply api(Request request) {
        return faults.handle(request);
    }

    /** The web service without faults, below a path of its own. */
    Reply audit(Request request) {
        return wsapi.handle(request.below("/audit"), Dice.FAIR);
    }

    Reply stray(Request request) {
        return faults.stray(request);
    }

    long leaks() {
        return faults.leaks();
    }

    Reply page(Request request) {
        return page.handle(request);
    }
}
