package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BatchTest {
    @TempDir
    private Path directory;

    private TestSandbox sandbox;
    private Wire wire;
    private JsonNode testCase;

    private void start(Assumption... assumptions) throws IOException {
        sandbox = SandboxFixture.start(directory, assumptions);
        wire = new Wire(sandbox);
        testCase = wire.create("testcase", "{\"Name\":\"Login\"}");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String entry(String method, String path, String body) {
        return "{\"Entry\":{\"Path\":\"%s\",\"Method\":\"%s\",\"Body\":%s}}".formatted(path, method, body);
    }

    private String result(String build, String testCaseRef) {
        return entry(
                "POST",
                "/testcaseresult/create",
                "{\"testcaseresult\":{\"Testcase\":\"%s\",\"Build\":\"%s\",\"Date\":\"2026-01-05T10:15:30Z\",\"Verdict\":\"Pass\"}}"
                        .formatted(testCaseRef, build));
    }

    private JsonNode batch(Stream<String> entries) {
        return wire.post("batch?fetch=Build", "{\"Batch\":[" + entries.collect(Collectors.joining(",")) + "]}")
                .get("BatchResult");
    }

    private JsonNode halfGood() {
        return batch(Stream.of(
                result("1", Wire.ref(testCase)), result("2", "/testcase/0"), result("3", Wire.ref(testCase))));
    }

    private int stored() {
        return wire.get("testcaseresult").at("/QueryResult/TotalResultCount").asInt();
    }

    @Test
    void answersEachEntryInOrderWithItsOwnErrors() throws IOException {
        start();
        JsonNode answer = halfGood();

        assertThat(answer.get("Errors")).isEmpty();
        assertThat(answer.at("/Results/0/Object/Build").asString()).isEqualTo("1");
        assertThat(answer.at("/Results/0/Errors")).isEmpty();
        assertThat(answer.at("/Results/1/Errors/0").asString())
                .isEqualTo("Could not read: Could not read referenced object null");
        assertThat(answer.at("/Results/1").has("Object")).isFalse();
        assertThat(answer.at("/Results/2/Object/Build").asString()).isEqualTo("3");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void takesAllMethodsWithAndWithoutEntry() throws IOException {
        start();
        String path = "/" + Wire.relative(testCase);
        JsonNode results = batch(Stream.of(
                        "{\"Path\":\"/defect/create\",\"Method\":\"PUT\",\"Body\":{\"Defect\":{\"Name\":\"D\"}}}",
                        entry("POST", path, "{\"TestCase\":{\"Name\":\"Renamed\"}}"),
                        entry("GET", path + "?fetch=Name", "null"),
                        entry("GET", "/defect", "null"),
                        entry("DELETE", path, "null"),
                        "{\"Path\":\"/defect\"}"))
                .get("Results");

        assertThat(results.at("/0/Object/_type").asString()).isEqualTo("Defect");
        assertThat(results.at("/2/Object/Name").asString()).isEqualTo("Renamed");
        assertThat(results.at("/3/TotalResultCount").asInt()).isEqualTo(1);
        assertThat(results.at("/4/Errors")).isEmpty();
        assertThat(results.at("/5/Errors")).hasSize(1);
        assertThat(wire.get("testcase").at("/QueryResult/TotalResultCount").asInt())
                .isZero();
    }

    @Test
    void keepsNothingOfAFailedBatchWhenTransactional() throws IOException {
        start(Assumption.BATCH_IS_TRANSACTIONAL);
        JsonNode answer = halfGood();

        assertThat(answer.get("Results")).allSatisfy(entry -> {
            assertThat(entry.get("Errors")).hasSize(1);
            assertThat(entry.has("Object")).isFalse();
        });
        assertThat(stored()).isZero();
        assertThat(wire.get(Wire.relative(testCase)).at("/TestCase/VersionId").asString())
                .isEqualTo("1");
        assertThat(batch(Stream.of(result("1", Wire.ref(testCase)))).at("/Results/0/Errors"))
                .isEmpty();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void answersInAnotherOrderWhenAssumed() throws IOException {
        start(Assumption.BATCH_ANSWERS_OUT_OF_ORDER);

        assertThat(halfGood().findValuesAsString("Build")).isEqualTo(List.of("3", "1"));
    }

    @Test
    void refusesMoreThan25EntriesWhenAssumed() throws IOException {
        start(Assumption.BATCH_HOLDS_25_ENTRIES);

        assertThat(batch(IntStream.range(0, 26).mapToObj(i -> result("b", Wire.ref(testCase))))
                        .get("Errors"))
                .hasSize(1);
        assertThat(stored()).isZero();
        assertThat(wire.post("batch", "{\"Nonsense\":1}").at("/BatchResult/Errors"))
                .hasSize(1);
    }

    @Test
    @Timeout(60)
    void carriesTenThousandResultsAndFindsThemAmongFiveThousandTestCases() throws IOException {
        start();
        long begin = System.nanoTime();
        for (int chunk = 0; chunk < 50; chunk++) {
            batch(IntStream.range(0, 100)
                    .mapToObj(i -> entry("POST", "/testcase/create", "{\"testcase\":{\"Name\":\"T\"}}")));
        }
        String ref = Wire.ref(testCase).replaceFirst("\\d+$", "");
        long first = testCase.get("ObjectID").asLong();
        for (int chunk = 0; chunk < 100; chunk++) {
            int offset = chunk % 50 * 100;
            String build = chunk < 50 ? "x" : "y";
            batch(IntStream.range(0, 100).mapToObj(i -> result(build, ref + (first + offset + i))));
        }
        String ids = IntStream.range(2, 501)
                .mapToObj(i -> " OR (FormattedID = \"TC" + i + "\"))")
                .collect(Collectors.joining());
        JsonNode cases = wire.query(
                "testcase", "(".repeat(499) + "(FormattedID = \"TC1\")" + ids, "&pagesize=2000&fetch=LastVerdict");
        JsonNode page =
                wire.query("testcaseresult", "(Build = \"x\")", "&pagesize=2000&start=4001&fetch=TestCase,FormattedID");

        assertThat(cases.get("Results")).hasSize(500);
        assertThat(page.get("TotalResultCount").asInt()).isEqualTo(5000);
        assertThat(page.get("Results")).hasSize(1000);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
}
