package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.DialectContext;
import io.gitlab.verdict.sandbox.DialectService;
import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.Store;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import io.gitlab.verdict.sandbox.rally.model.EntityFormat;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.io.IOException;
import java.util.Optional;

/** Rally on its store: the web services and the pages. */
final class RallyService implements DialectService {
    private final RallyContext context;
    private final Store<Entities, EntityChange> store;
    private final WsapiService wsapi;

    private RallyService(RallyContext context, Store<Entities, EntityChange> store, Authentication authentication) {
        this.context = context;
        this.store = store;
        Operations operations = new Operations(context, store);
        this.wsapi = new WsapiService(
                authentication,
                operations,
                new Batch(store, operations, context.tests()),
                new SchemaService(context, store),
                oid -> store.read(entities -> new Downloads(context, entities).attachment(oid)));
    }

    static RallyService open(RallySetup setup, DialectContext dialect) throws IOException {
        Schema schema = Schema.load(setup.attributes());
        Store<Entities, EntityChange> store =
                Store.open(dialect.directory(), () -> Entities.of(schema), new EntityFormat(schema));
        AttachmentFiles files = AttachmentFiles.open(
                dialect.directory(),
                oid -> store.read(entities -> entities.get(oid).isPresent()));
        RallyContext context = new RallyContext(
                schema,
                dialect.url().resolve("slm/webservice/v2.0/"),
                files,
                dialect.clock(),
                dialect.tests(),
                setup.createUnknownTestCases());
        RallySeed.plant(setup, context, store);
        return new RallyService(context, store, new Authentication(dialect.keys(), dialect.tests()));
    }

    @Override
    public Reply handle(Request request, Dice dice) {
        return wsapi.handle(request, dice);
    }

    @Override
    public void inflict(Faults faults) {
        store.lag(faults, context.clock());
    }

    @Override
    public String overview(int page) {
        return store.read(entities -> new RallyPage(context, entities).overview(page));
    }

    @Override
    public String build(String name, int page) {
        return store.read(entities -> new RallyPage(context, entities).build(name, page));
    }

    @Override
    public Optional<Reply> page(Request request) {
        return store.read(entities -> new RallyPage(context, entities).reply(request));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
