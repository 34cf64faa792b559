package io.gitlab.verdict.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.PublicationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class PublicationFilesTest {

    @TempDir
    Path directory;

    @Test
    void leavesTheOldFileAndNoHalfOneWhenWritingBreaksOff() throws IOException {
        Path file = Files.writeString(directory.resolve("page.html"), "old");
        assertThatThrownBy(() -> new AtomicFile(file).write(writer -> {
                    writer.write("half".repeat(100_000));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("No space left on device");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("page.html");
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Path inTheWay = Files.createFile(directory.resolve("verdict"));
        assertThatThrownBy(() -> PublicationFiles.write(inTheWay, SampleReports.mixed()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + inTheWay.resolve("publication.json"));
    }

    @Test
    void replacesTheFilesOfAnEarlierRunAndLeavesNothingElse() throws IOException {
        PublicationFiles.write(directory, SampleReports.empty());
        PublicationFiles.write(directory, SampleReports.mixed());
        assertThat(names())
                .containsExactly(
                        "gitlab-annotations.json", "index.html", "publication.json", "summary.md", "verdict.env");
        assertThat(json().at("/results")).hasSize(3);
    }

    @Test
    void writesTheDocumentedSchema() throws IOException {
        PublicationFiles.write(directory.resolve("a/b"), SampleReports.mixed());
        JsonNode json = new ObjectMapper()
                .readTree(directory.resolve("a/b/publication.json").toFile());
        assertThat(json.propertyNames())
                .containsExactly(
                        "schema",
                        "id",
                        "tracker",
                        "build",
                        "date",
                        "ci",
                        "dryRun",
                        "skipped",
                        "complete",
                        "counts",
                        "url",
                        "results",
                        "attachments",
                        "executions",
                        "findings");
        assertThat(json.at("/schema").intValue()).isEqualTo(1);
        assertThat(json.at("/tracker").stringValue()).isEqualTo("rally");
        assertThat(json.at("/build").stringValue()).isEqualTo("GitLab-4711");
        assertThat(json.at("/date").stringValue()).isEqualTo("2026-11-21T20:15:03.120Z");
        assertThat(json.at("/id").stringValue()).isEqualTo("GitLab-4711-5b3c");
        assertThat(json.at("/ci").toString())
                .isEqualTo(
                        "{\"attempt\":\"90210\",\"variant\":\"firefox, 17\",\"links\":[{\"kind\":\"job\",\"text\":\"90210\","
                                + "\"url\":\"https://gitlab.example/acme/shop/-/jobs/90210\"}]}");
        assertThat(json.at("/skipped").isNull()).isTrue();
        assertThat(json.at("/dryRun").booleanValue()).isFalse();
        assertThat(json.at("/complete").booleanValue()).isFalse();
        assertThat(json.at("/url").stringValue()).isEqualTo("https://tracker.example/#/TS42");
        assertThat(json.at("/counts").toString())
                .isEqualTo(
                        "{\"reportFiles\":4,\"published\":1,\"alreadyThere\":1,\"unpublished\":1,\"unresolved\":1,\"exempt\":0}");
        assertThat(json.at("/results/1").toString())
                .isEqualTo("{\"testCase\":\"TC2\",\"verdict\":\"Fail\",\"date\":\"2026-11-21T20:15:03.120Z\","
                        + "\"duration\":1.234,\"state\":\"unpublished\",\"reason\":\"tracker unavailable\",\"url\":null,"
                        + "\"executions\":[1]}");
        assertThat(json.at("/results/0/reason").isNull()).isTrue();
        assertThat(json.at("/results/2/state").stringValue()).isEqualTo("alreadyThere");
        assertThat(json.at("/executions/1").toString())
                .isEqualTo("{\"class\":\"shop.CartTest\",\"name\":\"removes\",\"module\":\"shop-web\",\"variant\":null,"
                        + "\"outcome\":\"failed\",\"date\":\"2026-11-21T20:15:03.120Z\",\"duration\":0.012,"
                        + "\"testCases\":[\"TC2\"],\"rule\":\"annotation\","
                        + "\"trials\":[{\"rule\":\"mapping\",\"finding\":\"no row matches\"},"
                        + "{\"rule\":\"annotation\",\"finding\":\"looked at the method\"}],"
                        + "\"problem\":{\"kind\":\"failure\",\"type\":\"org.opentest4j.AssertionFailedError\","
                        + "\"message\":\"expected: <1> but was: <2>\",\"detail\":\"at ...\"},\"otherProblems\":[],"
                        + "\"skipReason\":null,\"evidence\":[],\"unchecked\":false}");
        assertThat(json.at("/findings/0/severity").stringValue()).isEqualTo("warning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "'><svg onload=alert(1)>",
                "</style></title></pre><h1>hi",
                "{} {} %s ${x}",
                "a\u0000b\u001B[31mc\u0085d",
                "\u202Elooks harmless\u2066",
                "עגלת קניות",
                "half a pair \uD83D of surrogates",
                "cart \uD83D\uDED2"
            })
    void letsTextsOfTestsOnlyBeRead(String text) throws IOException {
        PublicationFiles.write(directory, SampleReports.saying(text));
        String page = page();
        assertThat(page.split("<[a-zA-Z/!]", -1)).hasSameSizeAs(pageOf("plain").split("<[a-zA-Z/!]", -1));
        assertThat(page)
                .doesNotContain("onerror=alert(1)>")
                .doesNotContainPattern("[\\u0000\\u001B\\u0085\\u202E\\u2066]");
        String readable = text.replaceAll("[\\u0000\\u001B\\u0085\\u202E\\u2066]", "\uFFFD")
                .replace("\uD83D ", "? ");
        assertThat(page.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'"))
                .contains("<bdi>" + readable + "</bdi>");
        assertThat(json().at("/findings/0/message").stringValue()).isEqualTo(text.replace("\uD83D ", "? "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//host/x"
            })
    void linksToNothingButWebAddresses(String url) throws IOException {
        PublicationFiles.write(directory, SampleReports.linkingTo(url));
        assertThat(page()).doesNotContain(url);
        assertThat(json().at("/results/0/url").isNull()).isTrue();
    }

    @Test
    void linksResultsIntoTheTrackerAndToWhatProvesThem() throws IOException {
        assertThat(pageOf(SampleReports.linkingTo("https://tracker.example/?a=1&b=2")))
                .contains("<a href=\"https://tracker.example/?a=1&amp;b=2\"><bdi>TC1</bdi></a>")
                .contains("<a href=\"#e0\"><bdi>shop.CartTest.adds</bdi></a>")
                .contains("<tr id=\"e0\"")
                .contains("<a href=\"#r0\"><bdi>TC1</bdi></a>")
                .contains("<tr id=\"r0\"");
    }

    @Test
    void showsUnpublishedResultsFirst() throws IOException {
        String page = pageOf(SampleReports.mixed());
        assertThat(page).contains("<h1>Not complete</h1>").contains("The tracker does not hold 1 of 3 results.");
        assertThat(page.indexOf("tracker unavailable"))
                .isPositive()
                .isLessThan(page.indexOf("TEST-shop.Old.xml"))
                .isLessThan(page.indexOf("shop.PriceTest.rounds"));
        assertThat(page.indexOf("shop.PriceTest.rounds")).isLessThan(page.indexOf("<table>"));
    }

    @Test
    void saysThatThereWasNothingToPublishRatherThanThatAllIsWell() throws IOException {
        assertThat(pageOf(SampleReports.empty())).contains("Nothing to publish").doesNotContain("Complete");
    }

    @Test
    void asksNothingOfAnyServer() throws IOException {
        assertThat(pageOf(SampleReports.mixed()))
                .contains("default-src 'none'")
                .doesNotContain("<script")
                .doesNotContainPattern("(src|srcset|@import|url)\\s*[=(]");
    }

    @Test
    void showsTenThousandExecutions() throws IOException {
        PublicationFiles.write(directory, SampleReports.large(10_000));
        assertThat(json().at("/executions")).hasSize(10_000);
        assertThat(page().split("<tr id=\"e")).hasSize(10_001);
        assertThat(Files.size(directory.resolve("index.html"))).isLessThan(10_000_000);
    }

    private String pageOf(String text) throws IOException {
        return pageOf(SampleReports.saying(text));
    }

    private String pageOf(PublicationReport report) throws IOException {
        Path elsewhere = Files.createTempDirectory(directory, "page");
        PublicationFiles.write(elsewhere, report);
        return Files.readString(elsewhere.resolve("index.html"));
    }

    private String page() throws IOException {
        return new String(Files.readAllBytes(directory.resolve("index.html")), UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("publication.json").toFile());
    }

    private Stream<String> names() {
        return Arrays.stream(directory.toFile().list()).sorted();
    }
}
