package io.gitlab.verdict.sandbox;

import io.gitlab.verdict.text.HtmlText;
import java.util.List;
import java.util.Map;

/** The web page: an overview, a search by build, and the pages of the dialects. Needs no script. */
final class Pages {
    private final RunningDialects dialects;

    Pages(RunningDialects dialects) {
        this.dialects = dialects;
    }

    Reply handle(Request request) {
        List<String> path = request.segments();
        if (!request.method().equals("GET")) {
            return Reply.message(405, "The page is read-only");
        }
        if (path.equals(List.of("style.css"))) {
            return new Reply(200, "text/css; charset=utf-8", PageStyle.BYTES, Map.of());
        }
        int page = Math.max(1, request.params().number("page", 1));
        if (path.isEmpty()) {
            return PageHtml.page(dialects.overview(page));
        }
        if (path.equals(List.of("build"))) {
            return build(request.params().get("name").orElse(""), page);
        }
        return dialects.page(request).orElseGet(() -> Reply.message(404, "Not found: the page begins at /"));
    }

    private Reply build(String name, int page) {
        String found = dialects.build(name, page);
        return PageHtml.page(
                "<h2>Build " + HtmlText.escape(name) + "</h2>" + (found.isEmpty() ? PageHtml.NOTHING : found));
    }
}
