package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.Params;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The routes below {@code slm/}: web service, schema service, downloads. */
final class WsapiService {
    private static final Pattern ROUTE = Pattern.compile("/slm/webservice/(?:v2\\.0|v2\\.x)/(.+)");
    private static final Pattern DOWNLOAD = Pattern.compile("/slm/attachment/(\\d{1,18})/[^/]+");
    private static final List<String> BATCH = List.of("batch");
    private static final String JS_WARNING = "It is no longer necessary to append \".js\" to WSAPI resources.";

    private final Authentication authentication;
    private final Operations operations;
    private final Batch batch;
    private final SchemaService schemas;
    private final LongFunction<Reply> downloads;

    /** @param downloads returns the attachment with this ObjectID */
    WsapiService(
            Authentication authentication,
            Operations operations,
            Batch batch,
            SchemaService schemas,
            LongFunction<Reply> downloads) {
        this.authentication = authentication;
        this.operations = operations;
        this.batch = batch;
        this.schemas = schemas;
        this.downloads = downloads;
    }

    Reply handle(Request request, Dice dice) {
        Matcher route = ROUTE.matcher(request.path());
        List<String> segments = route.matches() ? segments(route.group(1)) : List.of();
        boolean posted = isPostedQuery(request, segments);
        boolean writes = !request.method().equals("GET") && !posted;
        if (dice.strikes(Fault.EXPIRED_KEY)) {
            return Authentication.expired();
        }
        if (writes && dice.strikes(Fault.READ_ONLY)) {
            return Authentication.readOnly();
        }
        if (writes && dice.strikes(Fault.WRITES_UNAVAILABLE)) {
            return Reply.writesUnavailable(dice);
        }
        return authentication.refuse(request, writes).orElseGet(() -> {
            boolean missing = segments.equals(BATCH) && dice.strikes(Fault.NO_BATCH);
            Reply reply =
                    segments.isEmpty() || missing ? outsideWsapi(request) : serve(request, segments, posted, dice);
            return authentication.withSession(reply, request);
        });
    }

    /** Regardless of the content type: clients keep the default. */
    private static boolean isPostedQuery(Request request, List<String> segments) {
        return request.method().equals("POST") && segments.size() == 1 && !segments.equals(BATCH);
    }

    private Reply outsideWsapi(Request request) {
        Matcher download = DOWNLOAD.matcher(request.path());
        if (download.matches() && request.method().equals("GET")) {
            return downloads.apply(Long.parseLong(download.group(1)));
        }
        return schemas.reply(request)
                .orElseGet(() -> Reply.message(404, "Not found: the web service is under /slm/webservice/v2.0/"));
    }

    private Reply serve(Request request, List<String> segments, boolean posted, Dice dice) {
        if (!Set.of("GET", "POST", "PUT", "DELETE").contains(request.method())) {
            return Reply.message(405, "Method not allowed: use GET, POST, PUT or DELETE");
        }
        if (segments.equals(List.of("security", "authorize"))) {
            return authentication.authorize();
        }
        List<String> warnings = new ArrayList<>(request.path().endsWith(".js") ? List.of(JS_WARNING) : List.of());
        if (posted || request.method().equals("GET")) {
            Params params = posted ? request.form() : request.params();
            return reply(operations.execute(new Operation("GET", segments, params, null, dice)), warnings);
        }
        JsonNode body;
        try {
            body = request.body().length == 0 ? null : Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            return WsapiAnswer.refused("OperationResult", "Could not parse: the body is not JSON", warnings)
                    .reply();
        }
        WsapiAnswer answer = segments.equals(BATCH)
                ? batch.execute(body, request.params(), dice)
                : write(new Operation(request.method(), segments, request.params(), body, dice));
        return reply(answer, warnings);
    }

    private WsapiAnswer write(Operation operation) {
        if (operation.dice().strikes(Fault.CONFLICT)) {
            return WsapiAnswer.refused(operation.resultKey(), BatchFaults.CONFLICT, List.of());
        }
        boolean attachment = operation.creates() && operation.path().get(0).equalsIgnoreCase("attachment");
        return attachment && operation.dice().strikes(Fault.ATTACHMENT_REFUSED)
                ? WsapiAnswer.refused(operation.resultKey(), BatchFaults.UNIT_OF_WORK, List.of())
                : operations.execute(operation);
    }

    private static Reply reply(WsapiAnswer answer, List<String> warnings) {
        warnings.addAll(answer.warnings());
        return new WsapiAnswer(answer.key(), answer.content(), answer.errors(), warnings).reply();
    }

    /** {@code user:current} is an old spelling of {@code user/current}. */
    private static List<String> segments(String path) {
        return Operation.segments(path.replaceFirst("^(\\w+):current", "$1/current"));
    }
}
