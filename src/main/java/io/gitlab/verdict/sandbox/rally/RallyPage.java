package io.gitlab.verdict.sandbox.rally;

import static io.gitlab.verdict.text.HtmlText.escape;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.PageHtml;
import io.gitlab.verdict.sandbox.Reply;
import io.gitlab.verdict.sandbox.Request;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of Rally: test sets, test cases with their last verdicts, results. */
final class RallyPage {
    private final Schema schema;
    private final Entities entities;
    private final Facts facts;
    private final Downloads downloads;

    RallyPage(RallyContext context, Entities entities) {
        this.schema = context.schema();
        this.entities = entities;
        this.facts = context.facts(entities);
        this.downloads = new Downloads(context, entities);
    }

    /** The page of a test case or test set, or an attachment. */
    Optional<Reply> reply(Request request) {
        List<String> path = request.segments();
        if (path.size() > 2 && path.get(0).equals("attachment") && path.get(1).matches("\\d{1,18}")) {
            return Optional.of(downloads.toBrowser(Long.parseLong(path.get(1))));
        }
        int page = Math.max(1, request.params().number("page", 1));
        return path.size() == 2
                ? object(path.get(0), path.get(1)).map(entity -> PageHtml.page(detail(entity, page)))
                : Optional.empty();
    }

    private Optional<Entity> object(String type, String oid) {
        return Stream.of("testcase", "testset")
                .filter(type::equals)
                .flatMap(name -> entities.find(oid).stream())
                .filter(entity -> entity.type().path().equals(type) && facts.visible(entity))
                .findFirst();
    }

    String overview(int page) {
        String sets = PageHtml.table(
                List.of("Test set", "Name", "Status", "Passing", "Last build"),
                all("TestSet").toList(),
                1,
                "",
                this::setRow);
        return "<h2>Test sets</h2>" + sets + "<h2>Test cases</h2>" + cases(all("TestCase"), page, "/?");
    }

    private Stream<Entity> all(String type) {
        return entities.all(schema.type(type)).stream()
                .flatMap(Collection::stream)
                .filter(facts::visible);
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

    /** The results of a build; empty if there are none. */
    String build(String name, int page) {
        List<Entity> found = all("TestCaseResult")
                .filter(result -> result.text("Build").equals(name))
                .toList();
        return found.isEmpty() ? "" : results(found.stream(), page, PageHtml.buildPath(name) + "&");
    }

    private String cases(Stream<Entity> cases, int page, String link) {
        return PageHtml.table(
                List.of("Test case", "Name", "Last verdict", "Last build", "Last run"),
                cases.toList(),
                page,
                link,
                this::caseRow);
    }

    private String results(Stream<Entity> results, int page, String link) {
        Comparator<Entity> latest =
                Comparator.comparing((Entity result) -> result.date("Date")).reversed();
        return PageHtml.table(
                List.of("Date", "Test case", "Verdict", "Build", "Duration", "Tester", "Notes", "Attachments"),
                results.sorted(latest).toList(),
                page,
                link,
                this::resultRow);
    }

    private String setRow(Entity set) {
        String passing = fact(set, "PassingTestCaseCount") + " of " + fact(set, "TestCaseCount");
        String status = fact(set, "TestCaseStatus").toLowerCase(Locale.ROOT).replace('_', ' ');
        return PageHtml.row(
                target(set),
                escape(set.name()),
                escape(status),
                escape(passing),
                PageHtml.buildLink(fact(set, "LastBuild")));
    }

    private String caseRow(Entity testCase) {
        return PageHtml.row(
                target(testCase),
                escape(testCase.name()),
                verdict(fact(testCase, "LastVerdict")),
                PageHtml.buildLink(fact(testCase, "LastBuild")),
                escape(fact(testCase, "LastRun")));
    }

    private String resultRow(Entity result) {
        String notes = PageHtml.plain(result.text("Notes"));
        return PageHtml.row(
                escape(fact(result, "Date")),
                facts.target(result.reference("TestCase")).map(RallyPage::link).orElse(""),
                verdict(result.text("Verdict")),
                PageHtml.buildLink(result.text("Build")),
                escape(fact(result, "Duration")),
                escape(facts.target(result.reference("Tester"))
                        .map(Entity::name)
                        .orElse("")),
                notes.isEmpty() ? "" : "<pre>" + notes + "</pre>",
                facts.members(result, result.type().attribute("Attachments").orElseThrow())
                        .map(RallyPage::attachment)
                        .collect(Collectors.joining()));
    }

    /** A picture, or a link to another file, with the size that the attachment has as its attribute. */
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

    /** A link that is the target of Rally's URLs, such as {@code #/detail/testcase/1}. */
    private static String target(Entity entity) {
        return "<span id=\"/detail/" + entity.type().path() + "/" + entity.oid() + "\">" + link(entity) + "</span>";
    }

    private static String verdict(String verdict) {
        return PageHtml.verdict(verdict.matches("\\w+") ? verdict.toLowerCase(Locale.ROOT) : "other", verdict);
    }
}
