package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.DialectContext;
import io.gitlab.verdict.sandbox.DialectService;
import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.Store;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** QMetry on its store: authentication, projects, routes, and the pages. */
final class QmetryService implements DialectService {
    private final DialectContext context;
    private final Store<QmetryState, QmetryEvent> store;
    private final Routes routes;
    private final HourlyQuota quota;

    private QmetryService(DialectContext context, Store<QmetryState, QmetryEvent> store, AttachmentFiles files) {
        this.context = context;
        this.store = store;
        this.routes = Routes.of(new StatusCalls(context.clock()), new AttachmentCalls(files));
        this.quota = new HourlyQuota(context.tests().callsPerHour().orElse(Integer.MAX_VALUE), context.clock());
    }

    static QmetryService open(SeedData seed, DialectContext context) throws IOException {
        Store<QmetryState, QmetryEvent> store = Store.open(context.directory(), QmetryState::new, new EventFormat());
        store.write(state -> {
            if (state.projects().isEmpty()) {
                QmetrySeed.plant(seed, new Transaction(state, store::change));
            }
            return null;
        });
        AttachmentFiles files = AttachmentFiles.open(
                context.directory(),
                id -> store.read(state -> state.attachment(id).isPresent()));
        return new QmetryService(context, store, files);
    }

    Store<QmetryState, QmetryEvent> store() {
        return store;
    }

    @Override
    public void inflict(Faults faults) {
        store.lag(faults, context.clock());
    }

    @Override
    public Reply handle(Request request, Dice dice) {
        try {
            return answer(request, dice);
        } catch (Refusal refusal) {
            boolean ok = refusal.status() == 400 && context.tests().assumes(Assumption.REFUSALS_HAVE_STATUS_200);
            return Answers.json(ok ? 200 : refusal.status(), Answers.failure(refusal.getMessage()));
        }
    }

    private Reply answer(Request request, Dice dice) {
        String route = request.method() + " " + request.path().replaceFirst("/\\d+$", "/{id}");
        if (dice.strikes(Fault.EXPIRED_KEY)) {
            throw QmetryRefusals.invalidKey();
        }
        boolean readOnly = readOnly(request);
        if (!dice.fair() && !quota.allows()) {
            return exhausted();
        }
        Routes.Write write = routes.writes().get(route);
        return write == null ? read(route, request, dice) : write(write, request, dice, readOnly);
    }

    private Reply exhausted() {
        boolean ok = context.tests().assumes(Assumption.QUOTA_HAS_STATUS_200);
        return Answers.json(ok ? 200 : 429, Answers.failure("CO.API_LIMIT_EXCEEDED"));
    }

    /** Whether the key is read-only; an unknown key is refused. */
    private boolean readOnly(Request request) {
        String key = request.header("apikey").orElse("");
        if (context.keys().isFull(key)) {
            return false;
        }
        if (context.keys().isReadOnly(key)) {
            return true;
        }
        throw QmetryRefusals.invalidKey();
    }

    private Reply read(String route, Request request, Dice dice) {
        Routes.Read read = routes.reads().get(route);
        return read == null
                ? Answers.unknownPath()
                : Answers.found(store.read(dice, state -> read.answer(state, call(state, request, dice))));
    }

    private Reply write(Routes.Write write, Request request, Dice dice, boolean readOnly) {
        if (readOnly || dice.strikes(Fault.READ_ONLY)) {
            return Answers.forbidden();
        }
        if (dice.strikes(Fault.WRITES_UNAVAILABLE)) {
            return Reply.writesUnavailable(dice);
        }
        if (dice.strikes(Fault.CONFLICT)) {
            return Answers.json(200, Answers.failure("CO.GENERAL_EXCEPTION"));
        }
        JsonNode answer =
                store.write(state -> write.answer(new Transaction(state, store::change), call(state, request, dice)));
        if (context.tests().assumes(Assumption.SUCCESS_IS_A_TEXT)) {
            ((ObjectNode) answer).put("success", answer.path("success").asString(""));
        }
        return Answers.json(200, answer);
    }

    private Call call(QmetryState state, Request request, Dice dice) {
        return new Call(request, project(state, request), body(request), context.tests(), dice);
    }

    /** The project with that id, key or name; the first is the user's default. */
    private static SeedData.Project project(QmetryState state, Request request) {
        String wanted = request.header("project").orElse("default");
        return state.projects().stream()
                .filter(project -> wanted.equals("default")
                        || wanted.equals(String.valueOf(project.id()))
                        || wanted.equalsIgnoreCase(project.key())
                        || wanted.equalsIgnoreCase(project.name()))
                .findFirst()
                .orElseThrow(QmetryRefusals::general);
    }

    private static JsonNode body(Request request) {
        boolean form = request.header("Content-Type").orElse("").startsWith("multipart/");
        if (form || request.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            throw QmetryRefusals.general();
        }
    }

    @Override
    public String overview(int page) {
        return store.read(QmetryPage::overview);
    }

    @Override
    public String build(String name, int page) {
        return store.read(state -> QmetryPage.build(state, name));
    }

    @Override
    public Optional<Reply> page(Request request) {
        return store.read(state -> QmetryPage.reply(state, request.segments()));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
