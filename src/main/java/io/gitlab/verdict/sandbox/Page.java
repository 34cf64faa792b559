package io.gitlab.verdict.sandbox;

import static io.gitlab.verdict.text.HtmlText.escape;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page for people: test sets, test cases with their last verdicts, results. Needs no script. */
final class Page {
    private static final int ROWS = 200;

    private final Store store;
    private final Schema schema;
    private final Facts facts;
    private final Downloads downloads;
    private final Dialects dialects;

    Page(Store store, Schema schema, Facts facts, Downloads downloads, Dialects dialects) {
        this.store = store;
        this.schema = schema;
        this.facts = facts;
        this.downloads = downloads;
        this.dialects = dialects;
    }

    Reply handle(Request request) {
        List<String> path = Operation.segments(request.path());
        if (!request.method().equals("GET")) {
            return Reply.message(405, "The page is for reading only");
        }
        if (path.equals(List.of("style.css"))) {
            return new Reply(200, "text/css; charset=utf-8", PageStyle.BYTES, Map.of());
        }
        if (path.size() > 2 && path.get(0).equals("attachment") && path.get(1).matches("\\d{1,18}")) {
            return downloads.toBrowser(Long.parseLong(path.get(1)));
        }
        return store.read(() -> body(path, request.params()))
                .map(body -> Reply.html(200, frame(body)))
                .orElseGet(() -> Reply.message(404, "Not found: the page begins at /"));
    }

    private Optional<String> body(List<String> path, Params params) {
        int page = Math.max(1, params.number("page", 1));
        if (path.isEmpty()) {
            return Optional.of(overview(page) + dialects.overview());
        }
        if (path.equals(List.of("build"))) {
            return Optional.of(build(params.get("name").orElse(""), page));
        }
        Optional<String> other = dialects.page(path);
        if (other.isPresent()) {
            return other;
        }
        return path.size() == 2
                ? object(path.get(0), path.get(1)).map(entity -> detail(entity, page))
                : Optional.empty();
    }

    private Optional<Entity> object(String type, String oid) {
        return Stream.of("testcase", "testset")
                .filter(type::equals)
                .flatMap(name -> store.find(oid).stream())
                .filter(entity -> entity.type().path().equals(type) && facts.visible(entity))
                .findFirst();
    }

    private String overview(int page) {
        String sets = table(
                List.of("Test set", "Name", "Status", "Passing", "Last build"),
                all("TestSet").toList(),
                1,
                "",
                this::setRow);
        return "<h2>Test sets</h2>" + sets + "<h2>Test cases</h2>" + cases(all("TestCase"), page, "/?");
    }

    private Stream<Entity> all(String type) {
        return store.all(schema.type(type)).stream().flatMap(Collection::stream).filter(facts::visible);
    }

    private String detail(Entity entity, int page) {
        String title = "<h2>" + escape(entity.text("FormattedID") + " " + entity.name()) + "</h2>";
        String link = "/" + entity.type().path() + "/" + entity.oid() + "?";
        return entity.type().isA("TestSet")
                ? title
                        + cases(
                                facts.members(
                                        entity,
                                        entity.type().attribute("TestCases").orElseThrow()),
                                page,
                                link)
                : title
                        + results(
                                facts.members(
                                        entity,
                                        entity.type().attribute("Results").orElseThrow()),
                                page,
                                link);
    }

    private String build(String name, int page) {
        Stream<Entity> found =
                all("TestCaseResult").filter(result -> result.text("Build").equals(name));
        String link = "/build?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&";
        String others = dialects.build(name);
        List<Entity> own = found.toList();
        String results = own.isEmpty() && !others.isEmpty() ? "" : results(own.stream(), page, link);
        return "<h2>Build " + escape(name) + "</h2>" + results + others;
    }

    private String cases(Stream<Entity> cases, int page, String link) {
        return table(
                List.of("Test case", "Name", "Last verdict", "Last build", "Last run"),
                cases.toList(),
                page,
                link,
                this::caseRow);
    }

    private String results(Stream<Entity> results, int page, String link) {
        Comparator<Entity> latest =
                Comparator.comparing((Entity result) -> result.date("Date")).reversed();
        return table(
                List.of("Date", "Test case", "Verdict", "Build", "Duration", "Tester", "Notes", "Attachments"),
                results.sorted(latest).toList(),
                page,
                link,
                this::resultRow);
    }

    private String setRow(Entity set) {
        String passing = fact(set, "PassingTestCaseCount") + " of " + fact(set, "TestCaseCount");
        String status = fact(set, "TestCaseStatus").toLowerCase(Locale.ROOT).replace('_', ' ');
        return row(
                target(set),
                escape(set.name()),
                escape(status),
                escape(passing),
                Html.buildLink(fact(set, "LastBuild")));
    }

    private String caseRow(Entity testCase) {
        return row(
                target(testCase),
                escape(testCase.name()),
                verdict(fact(testCase, "LastVerdict")),
                Html.buildLink(fact(testCase, "LastBuild")),
                escape(fact(testCase, "LastRun")));
    }

    private String resultRow(Entity result) {
        String notes = Html.plain(result.text("Notes"));
        return row(
                escape(fact(result, "Date")),
                facts.target(result.reference("TestCase")).map(Page::link).orElse(""),
                verdict(result.text("Verdict")),
                Html.buildLink(result.text("Build")),
                escape(fact(result, "Duration")),
                escape(facts.target(result.reference("Tester"))
                        .map(Entity::name)
                        .orElse("")),
                notes.isEmpty() ? "" : "<pre>" + notes + "</pre>",
                facts.members(result, result.type().attribute("Attachments").orElseThrow())
                        .map(Page::attachment)
                        .collect(Collectors.joining()));
    }

    /** A picture, or a link to what is no picture; the size as the attachment tells it. */
    private static String attachment(Entity attachment) {
        String name = escape(attachment.name());
        String size = escape(String.valueOf(attachment.get("Size")));
        String link =
                "/attachment/" + attachment.oid() + "/" + URLEncoder.encode(attachment.name(), StandardCharsets.UTF_8);
        String shown = Downloads.isPicture(attachment)
                ? "<img src=\"" + link + "\" alt=\"" + name + "\" loading=\"lazy\"><br>"
                : "";
        return "<p><a href=\"" + link + "\">" + shown + name + "</a> (" + size + " bytes)</p>";
    }

    private String fact(Entity entity, String attribute) {
        Object value = facts.value(entity, entity.type().attribute(attribute).orElseThrow());
        if (value instanceof Instant date) {
            return Json.date(date).replace('T', ' ').replaceFirst("\\.\\d+Z$", " UTC");
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value == null ? "" : value.toString();
    }

    private static String link(Entity entity) {
        return "<a href=\"/" + entity.type().path() + "/" + entity.oid() + "\">" + escape(entity.text("FormattedID"))
                + "</a>";
    }

    /** A link that the fragments of Rally's own page addresses, such as {@code #/detail/testcase/1}, lead to. */
    private static String target(Entity entity) {
        return "<span id=\"/detail/" + entity.type().path() + "/" + entity.oid() + "\">" + link(entity) + "</span>";
    }

    private static String verdict(String verdict) {
        String kind = verdict.matches("\\w+") ? verdict.toLowerCase(Locale.ROOT) : "other";
        return verdict.isEmpty() ? "" : "<span class=\"verdict " + kind + "\">" + escape(verdict) + "</span>";
    }

    private static String row(String... cells) {
        return Stream.of(cells).collect(Collectors.joining("</td><td>", "<tr><td>", "</td></tr>\n"));
    }

    private static String table(
            List<String> heads, List<Entity> entities, int page, String link, Function<Entity, String> row) {
        if (entities.isEmpty()) {
            return "<p class=\"none\">None yet.</p>";
        }
        String head = heads.stream().collect(Collectors.joining("</th><th>", "<tr><th>", "</th></tr>"));
        String rows =
                entities.stream().skip((page - 1L) * ROWS).limit(ROWS).map(row).collect(Collectors.joining());
        return "<table><thead>" + head + "</thead><tbody>" + rows + "</tbody></table>"
                + pages(entities.size(), page, link);
    }

    private static String pages(int count, int page, String link) {
        int last = (count - 1) / ROWS + 1;
        String previous = page > 1 ? "<a href=\"" + escape(link) + "page=" + (page - 1) + "\">Previous</a> " : "";
        String next = page < last ? " <a href=\"" + escape(link) + "page=" + (page + 1) + "\">Next</a>" : "";
        return last == 1 ? "" : "<p class=\"pages\">" + previous + "Page " + page + " of " + last + next + "</p>";
    }

    private static String frame(String body) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Verdict sandbox</title>"
                + "<link rel=\"stylesheet\" href=\"/style.css\"></head><body><header><h1><a href=\"/\">Verdict sandbox</a></h1>"
                + "<form action=\"/build\"><label>Build <input name=\"name\" required></label> <button>Search</button></form>"
                + "</header><main>" + body
                + "</main><footer>An embedded tracker. Nothing here has left this machine.</footer></body></html>";
    }
}
