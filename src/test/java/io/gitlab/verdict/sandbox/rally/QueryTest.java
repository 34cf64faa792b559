package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QueryTest {
    @TempDir
    private static Path directory;

    private static TestSandbox sandbox;
    private static Wire wire;
    private static String firstRef;

    @BeforeAll
    static void start() throws IOException {
        sandbox = SandboxFixture.start(directory);
        wire = new Wire(sandbox);
        JsonNode first = wire.create("testcase", "{\"Name\":\"say \\\"hi\\\" \\\\ now\",\"Method\":\"Automated\"}");
        JsonNode second = wire.create("testcase", "{\"Name\":\"Beta test\",\"Ready\":true}");
        wire.create("testcase", "{\"Name\":\"alpha (three)\",\"Owner\":\"" + ownerRef() + "\"}");
        wire.create("defect", "{\"Name\":\"Broken\"}");
        wire.createResult(first, "b1", "2026-01-05T10:00:00Z", "Fail");
        wire.createResult(first, "b2", "2026-01-04T10:00:00Z", "Pass");
        wire.createResult(second, "b1", "2026-01-03", "Pass");
        wire.create("testset", "{\"Name\":\"Set\",\"TestCases\":[\"" + Wire.ref(first) + "\"]}");
        firstRef = Wire.ref(first);
    }

    private static String ownerRef() {
        return wire.get("user").at("/User/_ref").asString();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(FormattedID = TC1) | TC1",
                "FormattedID = TC1 | TC1",
                "(formattedid = \"tc1\") | TC1",
                "(FormattedID != \"TC1\") | TC2 TC3",
                "((FormattedID = \"TC1\") OR (FormattedID = \"TC3\")) | TC1 TC3",
                "((FormattedID = TC1)OR(FormattedID = TC3)) | TC1 TC3",
                "(((FormattedID = TC1) OR (FormattedID = TC2)) AND (Name contains beta)) | TC2",
                "((Name contains beta) AND ((FormattedID = TC1) OR (FormattedID = TC2))) | TC2",
                "(FormattedID in TC1,TC2) | TC1 TC2",
                "(FormattedID in \"TC1\", \"TC2\") | TC1 TC2",
                "(FormattedID !in TC1,TC2) | TC3",
                "(Name = \"say \\\"hi\\\" \\\\ now\") | TC1",
                "(Name = \"alpha (three)\") | TC3",
                "(Name !contains A) | ``",
                "(Owner = null) | TC1 TC2",
                "(Owner != null) | TC3",
                "(Owner.UserName = sandbox) | TC3",
                "(Ready = true) | TC2",
                "(LastVerdict = Fail) | TC1",
                "(LastVerdict = null) | TC3",
                "(LastRun > 2026-01-04) | TC1",
                "(LastRun >= today) | TC1",
                "(LastRun < today) | TC2",
                "(LastRun <= 2026-01-03T00:00:00.000Z) | TC2",
                "(TestSets.FormattedID = TS1) | TC1",
                "(TestSets = null) | TC2 TC3",
                "(Results.Build = b2) | TC1",
                "(Results.Verdict = Pass) | TC1 TC2",
                "(LastResult.Build = b1) | TC1 TC2",
            })
    void finds(String query, String ids) {
        List<String> found = wire.query("testcase", query, "&fetch=FormattedID").findValuesAsString("FormattedID");

        assertThat(String.join(" ", found)).isEqualTo(ids == null ? "" : ids);
    }

    @Test
    void findsByReferenceInAnyForm() {
        for (String ref : List.of(firstRef, firstRef.replaceFirst(".*/v2.0", ""), "\"" + firstRef + "\"")) {
            assertThat(wire.query("testcaseresult", "(TestCase = " + ref + ")", "")
                            .get("TotalResultCount")
                            .asInt())
                    .isEqualTo(2);
        }
        String oid = firstRef.replaceFirst(".*/", "");
        assertThat(wire.query("testcaseresult", "((TestCase.ObjectID = " + oid + ") AND (Build = b1))", "")
                        .get("TotalResultCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void comparesOnlyTheNumberOfAnIdOnTheAbstractType() {
        List<String> found = wire.query("artifact", "(FormattedID = TC1)", "&fetch=FormattedID")
                .findValuesAsString("FormattedID");

        assertThat(found).containsExactlyInAnyOrder("TC1", "DE1", "TS1");
        assertThat(wire.queryError("artifact", "(LastVerdict = Pass)"))
                .isEqualTo("Could not read: could not read all instances of class com.f4tech.slm.domain.Artifact");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "((Name = a) AND (Name = b) AND (Name = c)) | ) | AND",
                "(Name = a) AND (Name = b) | end of query | AND",
                "(Name = foo bar) | ) | bar",
                "(Name = a | ) | end of query",
                "((Name = a)) | AND | )",
                "((Name = a) XOR (Name = b)) | AND | XOR",
                "(Name) | operator | )",
                "(Name ~ a) | operator | ~",
                "(Name = ) | value | )",
                "(Name = \"a) | ` \"` | end of query",
                "() | attribute | )",
                "((Name = a) AND Name = b) | ( | Name",
            })
    void refusesWhatIsNotOfTheGrammar(String query, String expected, String seen) {
        assertThat(wire.queryError("testcase", query))
                .isEqualTo("Could not parse: Error parsing expression -- expected \"" + expected.trim()
                        + "\" but saw \"" + seen + "\" instead.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(Nonsense = 1)",
                "(Owner.Nonsense = 1)",
                "(Name.Owner = 1)",
                "(LastRun > soon)",
                "(ObjectID = x)"
            })
    void refusesUnknownAttributesAndUnsuitableValues(String query) {
        JsonNode result = wire.get("testcase?query=" + Wire.encoded(query)).get("QueryResult");

        assertThat(result.get("Errors")).hasSize(1);
        assertThat(result.get("Errors").get(0).asString()).startsWith("Could not parse: ");
        assertThat(result.get("TotalResultCount").asInt(-1)).isZero();
        assertThat(result.get("Results")).isEmpty();
    }

    @Test
    void ordersAndPages() {
        assertThat(names("order=Name")).containsExactly("alpha (three)", "Beta test", "say \"hi\" \\ now");
        assertThat(names("order=Name%20DESC,ObjectID")).first().isEqualTo("say \"hi\" \\ now");
        assertThat(names("order=LastRun%20desc")).last().isEqualTo("alpha (three)");
        assertThat(names("order=Name&pagesize=2&start=3")).containsExactly("say \"hi\" \\ now");
        assertThat(wire.get("testcase?pagesize=9999")
                        .at("/QueryResult/PageSize")
                        .asInt())
                .isEqualTo(2000);
        assertThat(wire.get("testcase?order=Invalid")
                        .at("/QueryResult/Errors/0")
                        .asString())
                .isEqualTo("Cannot sort using unknown attribute Invalid");
    }

    private static List<String> names(String params) {
        return wire.get("testcase?fetch=Name&" + params).findValuesAsString("Name");
    }

    @Test
    void takesAQueryAsAFormToo() {
        var answer = wire.send(
                "POST",
                "testcase",
                "query=" + Wire.encoded("(FormattedID = TC2)") + "&fetch=Name",
                "ZSESSIONID",
                "_read-only",
                "Content-Type",
                "application/x-www-form-urlencoded");

        assertThat(Wire.json(answer).findValuesAsString("Name")).containsExactly("Beta test");
    }

    @Test
    void survivesThousandsOfNestedTerms() {
        String rightNested = IntStream.range(1, 2000)
                        .mapToObj(i -> "((FormattedID = \"TC" + i + "\") OR ")
                        .collect(Collectors.joining())
                + "(FormattedID = TC9999)" + ")".repeat(1999);
        String leftNested = "(".repeat(1999) + "(FormattedID = TC9999)"
                + IntStream.range(1, 2000)
                        .mapToObj(i -> " OR (FormattedID = \"TC" + i + "\"))")
                        .collect(Collectors.joining());

        for (String query : List.of(rightNested, leftNested)) {
            assertThat(form(query).at("/QueryResult/TotalResultCount").asInt()).isEqualTo(3);
        }
    }

    @Test
    void refusesAlternationsThatNestTooDeeply() {
        String query = IntStream.range(0, 20_000)
                        .mapToObj(i -> "((Name = a) " + (i % 2 == 0 ? "AND " : "OR "))
                        .collect(Collectors.joining())
                + "(Name = b)" + ")".repeat(20_000);

        assertThat(form(query).at("/QueryResult/Errors/0").asString()).endsWith("nested too deeply.");
    }

    private static JsonNode form(String query) {
        return Wire.json(wire.send(
                "POST",
                "testcase",
                "query=" + Wire.encoded(query),
                "ZSESSIONID",
                Wire.KEY,
                "Content-Type",
                "application/x-www-form-urlencoded"));
    }
}
