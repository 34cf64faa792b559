package io.gitlab.verdict.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.PublicationReport;
import io.gitlab.verdict.domain.ResultStatus.State;
import io.gitlab.verdict.domain.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What GitLab reads: within its limits, and in its formats. */
class GitLabFilesTest {

    @TempDir
    Path directory;

    private Path written(String name, PublicationReport report) throws IOException {
        PublicationFiles.write(directory, report);
        return directory.resolve(name);
    }

    private JsonNode annotations(PublicationReport report) throws IOException {
        return new ObjectMapper()
                .readTree(written("gitlab-annotations.json", report).toFile());
    }

    /** As GitLab's ParseDotenvArtifactService reads it, which drops the whole file where this throws. */
    private Map<String, String> dotenv(PublicationReport report) throws IOException {
        Path file = written("verdict.env", report);
        assertThat(Files.size(file)).isLessThan(5 * 1024);
        Map<String, String> variables = new LinkedHashMap<>();
        for (String line : Files.readString(file).split("\n")) {
            Matcher matcher = Pattern.compile("^(.*?)=(.*)$").matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            assertThat(matcher.group(1)).matches("[A-Za-z0-9_]+").doesNotStartWith("VERDICT_");
            variables.put(matcher.group(1), matcher.group(2).strip());
        }
        assertThat(variables).hasSizeLessThanOrEqualTo(20);
        return variables;
    }

    @Test
    void nothingIsCompleteWhenSomethingWasLostOnTheWay() throws IOException {
        Finding damaged = Finding.error("TEST-x.xml is damaged");
        PublicationReport all = SampleReports.report(
                List.of(SampleReports.status("TC1", Verdict.PASS, State.PUBLISHED, "", "", 0)),
                List.of(SampleReports.resolution("shop.CartTest", "adds", Outcome.PASSED, "", "TC1")),
                List.of(damaged));

        for (PublicationReport report : List.of(all, SampleReports.report(List.of(), List.of(), List.of(damaged)))) {
            assertThat(dotenv(report)).containsEntry("VERDICTS_STATE", "incomplete");
            assertThat(markdown(report)).startsWith("### Test verdicts: not complete\n");
            assertThat(Files.readString(written("publication.json", report))).contains("\"complete\" : false");
            assertThat(Files.readString(written("index.html", report)))
                    .contains("<h1>Not complete</h1>")
                    .doesNotContain("does not hold 0");
        }
    }

    private String markdown(PublicationReport report) throws IOException {
        return Files.readString(written("summary.md", report));
    }

    private static PublicationReport failing(int testCases, String name, String url) {
        return SampleReports.report(
                IntStream.range(0, testCases)
                        .mapToObj(i -> SampleReports.status(name + i, Verdict.FAIL, State.PUBLISHED, "", url, i))
                        .toList(),
                IntStream.range(0, testCases)
                        .mapToObj(
                                i -> SampleReports.resolution("shop.CartTest", "t" + i, Outcome.FAILED, "no", name + i))
                        .toList(),
                List.of());
    }

    @Test
    void linksTheTestSetAndEachFailedTestCaseOnTheJobsPage() throws IOException {
        PublicationReport report = SampleReports.report(
                List.of(
                        SampleReports.status("TC1", Verdict.PASS, State.PUBLISHED, "", "https://tracker.example/1", 0),
                        SampleReports.status(
                                "TC2", Verdict.FAIL, State.ALREADY_THERE, "", "https://tracker.example/2", 0),
                        SampleReports.status("TC3", Verdict.ERROR, State.UNPUBLISHED, "down", "", 0)),
                List.of(SampleReports.resolution("shop.CartTest", "adds", Outcome.FAILED, "no", "TC1", "TC2", "TC3")),
                List.of());

        assertThat(annotations(report).toString())
                .isEqualTo("{\"Test verdicts\":["
                        + "{\"external_link\":{\"label\":\"GitLab-4711 in rally\",\"url\":\"https://tracker.example/#/TS42\"}},"
                        + "{\"external_link\":{\"label\":\"TC2 Fail\",\"url\":\"https://tracker.example/2\"}}]}");
    }

    @Test
    void annotatesNothingWhereTheTrackerWasNotReached() throws IOException {
        assertThat(annotations(SampleReports.skipped(SampleReports.large(7), "no key"))
                        .toString())
                .isEqualTo("{}");
    }

    @Test
    void keepsTheAnnotationsWithinGitLabsLimits() throws IOException {
        String longUrl = "https://tracker.example/" + "x".repeat(470);
        JsonNode json = annotations(failing(5_000, "\uD83D\uDED2".repeat(100), longUrl));

        assertThat(json.at("/Test verdicts")).hasSizeBetween(50, 1000);
        assertThat(Files.size(directory.resolve("gitlab-annotations.json"))).isLessThanOrEqualTo(81_920);
    }

    @Test
    void handsCountsAndLinksToLaterJobs() throws IOException {
        assertThat(dotenv(SampleReports.mixed()))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("VERDICTS_PUBLICATION", "GitLab-4711-5b3c"),
                        Map.entry("VERDICTS_TRACKER", "rally"),
                        Map.entry("VERDICTS_BUILD", "GitLab-4711"),
                        Map.entry("VERDICTS_STATE", "incomplete"),
                        Map.entry("VERDICTS_URL", "https://tracker.example/#/TS42"),
                        Map.entry("VERDICTS_RESULTS", "3"),
                        Map.entry("VERDICTS_PUBLISHED", "1"),
                        Map.entry("VERDICTS_ALREADY_THERE", "1"),
                        Map.entry("VERDICTS_UNPUBLISHED", "1"),
                        Map.entry("VERDICTS_UNRESOLVED", "1"),
                        Map.entry("VERDICTS_PASS", "2"),
                        Map.entry("VERDICTS_INCONCLUSIVE", "0"),
                        Map.entry("VERDICTS_BLOCKED", "0"),
                        Map.entry("VERDICTS_FAIL", "1"),
                        Map.entry("VERDICTS_ERROR", "0")));
    }

    @Test
    void letsLaterJobsKnowThatNothingWasSent() throws IOException {
        assertThat(dotenv(SampleReports.skipped(SampleReports.mixed(), "no key")))
                .containsEntry("VERDICTS_STATE", "skipped")
                .doesNotContainKey("VERDICTS_URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nCI_EVIL=1", "$HOME", "`id`", "\"quoted\"", "a\u0000b", "a\u2028b", " "})
    void leavesOutAValueThatWouldNotArriveAsItIs(String build) throws IOException {
        PublicationReport mixed = SampleReports.mixed();
        PublicationReport hostile = PublicationReport.of(mixed.tracker(), build, mixed.date(), mixed.ci())
                .id(mixed.id())
                .skipped(mixed.skipped())
                .reportFiles(1)
                .trackerUrl(mixed.trackerUrl())
                .results(mixed.results())
                .attachments(mixed.attachments())
                .resolutions(mixed.resolutions())
                .findings(mixed.findings())
                .build();

        assertThat(dotenv(hostile))
                .doesNotContainKeys("VERDICTS_BUILD", "CI_EVIL")
                .hasSize(14);
    }

    @Test
    void summarisesInMarkdown() throws IOException {
        assertThat(markdown(SampleReports.mixed())).isEqualTo("""
                ### Test verdicts: not complete

                Build `GitLab-4711` in [`rally`](<https://tracker.example/#/TS42>), [job `90210`](<https://gitlab.example/acme/shop/-/jobs/90210>)

                | published | already there | not published | without test case | verdicts |
                | ---: | ---: | ---: | ---: | :--- |
                | 1 | 1 | 1 | 1 | 1 Fail, 2 Pass |

                | failed test case | verdict | test |
                | :--- | :--- | :--- |
                | `TC2` | Fail | `shop.CartTest.removes` |

                Not published:

                - `tracker unavailable`: `TC2`

                Findings:

                - warning: `TEST-shop.Old.xml was written before this build and is skipped`
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n/close\n",
                "@all #1 !2 ~bug",
                "` @all `",
                "<img src=x onerror=alert(1)>",
                "a | b",
                "](javascript:alert(1))",
                "\u202Eevil\u0000\u2028x"
            })
    void letsTextsOfOthersStandInCodeSpansOnly(String text) throws IOException {
        for (String line : markdown(SampleReports.saying(text)).split("\n")) {
            String outside = line.replaceAll("`[^`]*`", "CODE");
            assertThat(outside).matches("[A-Za-z0-9 :,.|#()<>\\[\\]/_-]*").doesNotContain("`");
            assertThat(line).doesNotStartWith("/").doesNotContainPattern("[\\u0000\\u202E\\u2028]");
            if (outside.startsWith("| CODE")) {
                assertThat(line.split("(?<!\\\\)\\|", -1)).as(line).hasSize(5);
            }
        }
    }

    @Test
    void keepsTheSummaryShort() throws IOException {
        assertThat(markdown(failing(5_000, "TC" + "9".repeat(5_000), "https://tracker.example/x"))
                        .getBytes(UTF_8))
                .hasSizeLessThan(50_000);
        assertThat(markdown(SampleReports.large(5_000))).contains("and 665 more failed test cases");
    }
}
