package io.gitlab.verdict.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The web service's routes, from a request to the envelope. */
final class Wsapi {
    private static final Pattern ROUTE = Pattern.compile("/slm/webservice/(?:v2\\.0|v2\\.x)/(.+)");
    private static final Pattern DOWNLOAD = Pattern.compile("/slm/attachment/(\\d{1,18})/[^/]+");
    private static final String JS_WARNING = "It is no longer necessary to append \".js\" to WSAPI resources.";

    private final Authentication authentication;
    private final Operations operations;
    private final Batch batch;
    private final Downloads downloads;

    Wsapi(Authentication authentication, Operations operations, Batch batch, Downloads downloads) {
        this.authentication = authentication;
        this.operations = operations;
        this.batch = batch;
        this.downloads = downloads;
    }

    Reply handle(Request request) {
        boolean writes = !request.method().equals("GET") && !request.isForm();
        Optional<Reply> refused = authentication.refuse(request, writes);
        return refused.orElseGet(() -> authentication.withSession(route(request), request));
    }

    private Reply route(Request request) {
        Matcher download = DOWNLOAD.matcher(request.path());
        if (download.matches() && request.method().equals("GET")) {
            return downloads.attachment(Long.parseLong(download.group(1)));
        }
        Matcher route = ROUTE.matcher(request.path());
        if (!route.matches()) {
            return Reply.message(404, "Not found: the web service is under /slm/webservice/v2.0/");
        }
        if (!Set.of("GET", "POST", "PUT", "DELETE").contains(request.method())) {
            return Reply.message(405, "Method not allowed: use GET, POST, PUT or DELETE");
        }
        return serve(request, route.group(1));
    }

    private Reply serve(Request request, String path) {
        List<String> warnings = new ArrayList<>(path.endsWith(".js") ? List.of(JS_WARNING) : List.of());
        List<String> segments = segments(path);
        if (segments.equals(List.of("security", "authorize"))) {
            return authentication.authorize();
        }
        Params params = request.isForm() ? request.form() : request.params();
        String method = request.isForm() ? "GET" : request.method();
        Optional<JsonNode> body;
        try {
            body = method.equals("GET") || request.body().length == 0
                    ? Optional.empty()
                    : Optional.of(Json.MAPPER.readTree(request.body()));
        } catch (IOException e) {
            return Reply.json(Answer.refused("OperationResult", "Could not parse: the body is not JSON", warnings));
        }
        Answer answer = segments.equals(List.of("batch"))
                ? batch.execute(body.orElse(null), params, List.of())
                : operations.execute(new Operation(method, segments, params, body.orElse(null)));
        warnings.addAll(answer.warnings());
        return Reply.json(new Answer(answer.key(), answer.content(), answer.errors(), warnings));
    }

    /** {@code user:current} is an old spelling of {@code user/current}. */
    private static List<String> segments(String path) {
        return Operation.segments(path.replaceFirst("^(\\w+):current", "$1/current"));
    }
}
