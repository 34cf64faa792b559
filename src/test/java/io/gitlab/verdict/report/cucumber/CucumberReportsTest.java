package io.gitlab.verdict.report.cucumber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.Reports;
import io.gitlab.verdict.report.Supplemented;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reports in the resources are of Cucumber 7.34.8 under Surefire 3.5.6. */
class CucumberReportsTest {
    private static final Path REAL = Supplemented.ROOT.resolve("cucumber/build");
    private static final String XML = "surefire-reports/TEST-demo.RunCucumberTest.xml";

    /** Feature, rule, outline, examples, row. */
    private static final List<List<String>> SCENARIOS = List.of(
            List.of("Cart & more", "simple"),
            List.of("Cart & more", "outline for <who>", "good", "Example #1.1: outline for ann"),
            List.of("Cart & more", "outline for <who>", "good", "Example #1.2: outline for cy"),
            List.of("Cart & more", "outline for <who>", "Examples", "Example #2.1: outline for bob"),
            List.of("Cart & more", "a rule", "in rule"),
            List.of("Cart & more", "a rule", "undefined one"),
            List.of("Cart & more", "a rule", "skipped one"),
            List.of("Cart & more", "a rule", "simple"));

    private static final List<String> TAGS = List.of(
            "TC1@3 TC12@1 slow@1",
            "TC1@3 TC20@1 TC21@0",
            "TC1@3 TC20@1 TC21@0",
            "TC1@3 TC20@1 TC22@0",
            "TC1@3 TC30@2 TC31@1",
            "TC1@3 TC30@2 TC40@1",
            "TC1@3 TC30@2 TC41@1",
            "TC1@3 TC30@2");

    private static final Pattern FAILING = Pattern.compile("#2\\.1|for bob|in rule|undefined one");

    @TempDir
    Path build;

    @Test
    void messagesTellWhichElementHasATagAndHoldAttachments() throws Exception {
        copy("messages.ndjson");
        copy("cucumber.json");
        copy("open-test-report.xml");
        copy(XML);
        Reports reports = Supplemented.read(build);
        assertThat(Supplemented.table(reports))
                .containsExactly(
                        "RunCucumberTest Example #1.1: outline for ann: TC1@3 TC20@1 TC21@0 \"outline for ann\" | shot.png note.txt",
                        "RunCucumberTest Example #1.2: outline for cy: TC1@3 TC20@1 TC21@0 \"outline for cy\" | shot.png note.txt",
                        "RunCucumberTest Example #2.1: outline for bob: TC1@3 TC20@1 TC22@0 \"outline for bob\""
                                + " | shot.png note.txt after.html",
                        "RunCucumberTest in rule: TC1@3 TC30@2 TC31@1 | shot.png note.txt after.html",
                        "RunCucumberTest simple: TC1@3 TC12@1 slow@1 | shot.png note.txt",
                        "RunCucumberTest simple: TC1@3 TC30@2 | shot.png note.txt",
                        "RunCucumberTest skipped one: TC1@3 TC30@2 TC41@1 | ",
                        "RunCucumberTest undefined one: TC1@3 TC30@2 TC40@1 | ");
        assertThat(reports.files()).isEqualTo(1);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void storesAttachmentsByteByByte() throws Exception {
        copy("messages.ndjson");
        TestExecution bob =
                execution(Supplemented.read(build), "outline for <who> - Examples - Example #2.1: outline for bob");
        assertThat(bob.evidence())
                .extracting(CucumberReportsTest::content)
                .containsExactly("\u0089PNG", "plain text", "after");
    }

    @Test
    void jsonJoinsByTheEndOfNames() throws Exception {
        copy("cucumber.json");
        writeXml(IntStream.range(0, SCENARIOS.size())
                .mapToObj(i -> String.join(" - ", SCENARIOS.get(i)))
                .toList());
        Reports reports = Supplemented.read(build);
        assertThat(Supplemented.table(reports))
                .hasSize(8)
                .contains(
                        "RunCucumberTest Cart & more - outline for <who> - Examples - Example #2.1: outline for bob:"
                                + " TC1@3 TC20@0 TC22@0 \"outline for bob\" | shot.png note.txt after.html",
                        "RunCucumberTest Cart & more - a rule - in rule: TC1@3 TC30@0 TC31@0 | shot.png note.txt after.html");
        assertThat(reports.findings()).isEmpty();
    }

    /** The names are those of {@code cucumber.junit-platform.naming-strategy}. */
    @ParameterizedTest
    @CsvSource({
        "long, number-and-pickle-if-parameterized", "long, number", "long, pickle",
        "surefire, number-and-pickle-if-parameterized", "surefire, number", "surefire, pickle",
        "short, number-and-pickle-if-parameterized", "short, number", "short, pickle"
    })
    void messagesJoinUnderEachNamingStrategy(String strategy, String exampleName) throws Exception {
        copy("messages.ndjson");
        writeXml(SCENARIOS.stream()
                .map(names -> name(names, strategy, exampleName))
                .toList());
        Reports reports = Supplemented.read(build);
        List<String> tags = reports.executions().stream()
                .map(execution -> execution.labels().stream()
                        .filter(label -> !label.text().startsWith("outline"))
                        .map(label -> label.text() + "@" + label.distance())
                        .collect(Collectors.joining(" ")))
                .toList();
        assertThat(tags).isEqualTo(TAGS);
        assertThat(reports.findings()).isEmpty();
    }

    private static String name(List<String> names, String strategy, String exampleName) {
        String last = names.get(names.size() - 1);
        String row = exampleName.equals("number")
                ? last.replaceFirst(": .*", "")
                : exampleName.equals("pickle") ? last.replaceFirst("^Example #.*: ", "") : last;
        int first = strategy.equals("long") ? 0 : strategy.equals("surefire") ? 1 : names.size() - 1;
        List<String> parts = new ArrayList<>(names.subList(first, names.size()));
        parts.set(parts.size() - 1, row);
        return String.join(" - ", parts);
    }

    /** Written by Cucumber's own plugin in the same run: the oracle for names and verdicts. */
    @ParameterizedTest
    @ValueSource(strings = {"messages.ndjson", "cucumber.json"})
    void verdictsAreThoseOfCucumbersJunitPlugin(String report) throws Exception {
        copy(report);
        List<Outcome> own = Supplemented.read(build).executions().stream()
                .map(TestExecution::outcome)
                .toList();
        Files.createDirectories(build.resolve("surefire-reports"));
        Files.copy(REAL.resolveSibling("cuke-junit.xml"), build.resolve("surefire-reports/TEST-cucumber.xml"));
        Reports joined = Supplemented.read(build);
        // The plugin writes undefined steps as failures.
        List<Outcome> expected = joined.executions().stream()
                .map(execution -> execution.name().endsWith("undefined one") ? Outcome.ERRORED : execution.outcome())
                .toList();
        assertThat(own).isEqualTo(expected).hasSize(8);
        assertThat(joined.executions()).hasSize(8);
    }

    @Test
    void withoutJunitXmlTheMessagesAreTheReport() throws Exception {
        copy("messages.ndjson");
        Reports reports = Supplemented.read(build);
        assertThat(reports.files()).isEqualTo(1);
        TestExecution rule = execution(reports, "a rule - in rule");
        assertThat(rule.className()).isEqualTo("Cart & more");
        assertThat(rule.module()).isEqualTo("shop");
        assertThat(rule.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(rule.date()).isEqualTo(Instant.parse("2026-11-30T18:14:06.275Z"));
        assertThat(rule.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).isEqualTo("java.lang.AssertionError");
            assertThat(problem.message()).isEqualTo("bob has no money");
            assertThat(problem.detail()).contains("classpath:demo/cart.feature:28");
        });
        assertThat(execution(reports, "a rule - skipped one").skipReason()).isEqualTo("Assumption failed: not here");
    }

    @Test
    void scenariosOfOneNameAreNotGuessed() throws Exception {
        copy("messages.ndjson");
        List<String> names =
                SCENARIOS.stream().map(list -> list.get(list.size() - 1)).toList();
        writeXml(names.subList(0, names.size() - 1));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(7);
        assertThat(execution(reports, "simple").labels()).isEmpty();
        assertThat(reports.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(
                        "2 tests of Cucumber in module shop",
                        "RunCucumberTest.simple",
                        "Set cucumber.junit-platform.naming-strategy=surefire, or =long");
    }

    /** A re-run overwrites the messages: they have only the scenarios that failed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesOfSomeScenariosJoinThoseOnly(boolean longNames) throws Exception {
        List<String> lines = Files.readAllLines(REAL.resolve("messages.ndjson"));
        int simple = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("{\"testCaseFinished\""))
                .findFirst()
                .orElseThrow();
        List<String> rerun = new ArrayList<>(lines.subList(0, simple + 1));
        rerun.add(lines.get(lines.size() - 1));
        Files.write(build.resolve("messages.ndjson"), rerun);
        List<String> names = SCENARIOS.stream()
                .map(list -> longNames ? String.join(" - ", list) : list.get(list.size() - 1))
                .toList();
        // Under short names, the other scenario of that name is not there.
        writeXml(longNames ? names : names.subList(0, names.size() - 1));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(longNames ? 8 : 7);
        assertThat(reports.executions().stream().filter(test -> !test.labels().isEmpty()))
                .singleElement()
                .extracting(TestExecution::name)
                .isEqualTo(names.get(0));
        assertThat(reports.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(
                        "has only 1 of " + (longNames ? 8 : 7) + " tests of demo.RunCucumberTest",
                        "Suite classes, forks and re-runs overwrite each other's file: give each its own.");
    }

    @Test
    void anotherSuiteWhoseMessagesWereOverwrittenIsReported() throws Exception {
        copy("messages.ndjson");
        writeXml(SCENARIOS.stream().map(list -> String.join(" - ", list)).toList());
        writeXml("FirstTest", List.of("Login - pays", "Login - ends"));
        assertThat(Supplemented.read(build).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("has only 0 of 2 tests of demo.FirstTest", "give each its own");
    }

    /** The same scenario in two suite classes: the messages are of one of them. */
    @Test
    void aScenarioOfTwoClassesIsNoThirdExecution() throws Exception {
        copy("messages.ndjson");
        for (String suite : List.of("RunCucumberTest", "OtherTest")) {
            List<String> names = SCENARIOS.subList(0, 4).stream()
                    .map(list -> String.join(" - ", list))
                    .toList();
            writeXml(
                    suite,
                    Stream.concat(Stream.of("More - of " + suite), names.stream())
                            .toList());
        }
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions().stream()
                        .filter(test -> !test.className().equals("Cart & more")))
                .hasSize(10)
                .allMatch(test -> test.labels().isEmpty());
        assertThat(reports.executions()).hasSize(14);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("4 tests of Cucumber in module shop", "do not tell which execution");
    }

    @Test
    void aMethodOfTheSameNameIsAnotherTest() throws Exception {
        copy("messages.ndjson");
        Files.createDirectories(build.resolve("surefire-reports"));
        Files.writeString(
                build.resolve("surefire-reports/TEST-shop.CartTest.xml"),
                "<testsuite name='shop.CartTest'><testcase classname='shop.CartTest' name='simple'/></testsuite>");
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(9);
        assertThat(reports.executions().get(0).labels()).isEmpty();
        assertThat(reports.files()).isEqualTo(2);
    }

    @Test
    void theLastAttemptDecidesAndEvidenceOfAllIsKept() throws Exception {
        Files.writeString(build.resolve("run.ndjson"), """
                {"meta":{}}
                {"pickle":{"id":"p","uri":"a.feature","name":"pays TC7","astNodeIds":["x"],"tags":[{"name":"@TC8"}]}}
                {"testCase":{"id":"c","pickleId":"p"}}
                {"testCaseStarted":{"id":"1","testCaseId":"c","attempt":0,"timestamp":{"seconds":1796062446,"nanos":5}}}
                {"attachment":{"body":"Zmlyc3Q=","contentEncoding":"BASE64","mediaType":"image/jpeg","testCaseStartedId":"1"}}
                {"testStepFinished":{"testCaseStartedId":"1","testStepResult":{"status":"FAILED","message":"no money"}}}
                {"testCaseFinished":{"testCaseStartedId":"1","willBeRetried":true}}
                {"testCaseStarted":{"id":"2","testCaseId":"c","attempt":1,"timestamp":{"seconds":1796062447,"nanos":5}}}
                {"attachment":{"body":"a \\"b\\" \\u00e9\\ud83d\\ude00\\n","contentEncoding":"IDENTITY","mediaType":"text/plain","testCaseStartedId":"2"}}
                {"testStepFinished":{"testCaseStartedId":"2","testStepResult":{"status":"PASSED"}}}
                {"testCaseFinished":{"testCaseStartedId":"2","willBeRetried":false}}
                """);
        TestExecution test = execution(Supplemented.read(build), "pays TC7");
        assertThat(test.outcome()).isEqualTo(Outcome.FLAKY);
        assertThat(test.className()).isEqualTo("a.feature");
        assertThat(test.problems())
                .singleElement()
                .extracting(problem -> problem.message())
                .isEqualTo("no money");
        assertThat(test.evidence())
                .extracting(CucumberReportsTest::content)
                .containsExactly("first", "a \"b\" \u00e9\ud83d\ude00\n");
        assertThat(test.evidence().get(0).path()).endsWith("attachment.jpg");
    }

    @Test
    void ofRunsInSeveralFilesTheMostUrgentOutcomeCounts() throws Exception {
        String run = """
                {"meta":{}}
                {"pickle":{"id":"p","uri":"a.feature","name":"pays","astNodeIds":["x"],"tags":[]}}
                {"testCase":{"id":"c","pickleId":"p"}}
                {"testCaseStarted":{"id":"1","testCaseId":"c","timestamp":{"seconds":%d,"nanos":5}}}
                {"testStepFinished":{"testCaseStartedId":"1","testStepResult":{"status":"%s"}}}
                {"testCaseFinished":{"testCaseStartedId":"1"}}
                """;
        Files.writeString(build.resolve("chrome.ndjson"), run.formatted(1796062446, "FAILED"));
        Files.writeString(build.resolve("firefox.ndjson"), run.formatted(1796062447, "PASSED"));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).extracting(TestExecution::outcome).containsExactly(Outcome.ERRORED);
    }

    @Test
    void aDateInTheFutureIsNotPublished() throws Exception {
        Files.writeString(
                build.resolve("run.ndjson"),
                Files.readString(REAL.resolve("messages.ndjson")).replace("\"seconds\":17960", "\"seconds\":97960"));
        Instant written = Instant.parse("2026-11-30T20:00:00Z");
        Files.setLastModifiedTime(build.resolve("run.ndjson"), FileTime.from(written));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).extracting(TestExecution::date).containsOnly(written);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(
                        text -> text.contains("8 test executions of Cucumber in module shop have a date before 2000"));
    }

    @Test
    void damagedLinesCostThemselvesOnly() throws Exception {
        String messages = Files.readString(REAL.resolve("messages.ndjson"));
        List<String> lines = messages.lines().collect(Collectors.toList());
        int first = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("{\"testStepStarted"))
                .findFirst()
                .orElseThrow();
        lines.set(first, "{\"testStepFinished\":{\"testCaseStartedId\":");
        lines.add(first, "garbage");
        lines.add(first, "{\"testCaseStarted\":{}}");
        Files.writeString(build.resolve("messages.ndjson"), String.join("\n", lines));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(8);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("2 of " + lines.size() + " lines are no messages"));
        assertThat(reports.findings()).extracting(Finding::message).anyMatch(text -> text.contains("1 scenarios in"));
    }

    @Test
    void aScenarioThatWasRunningAtTheEndFailed() throws Exception {
        String messages = Files.readString(REAL.resolve("messages.ndjson"));
        int cut = messages.indexOf("\"testCaseFinished\"");
        Files.writeString(build.resolve("messages.ndjson"), messages.substring(0, cut));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).singleElement().satisfies(test -> {
            assertThat(test.outcome()).isEqualTo(Outcome.ERRORED);
            assertThat(test.problems().get(0).message()).isEqualTo("The report ends before the scenario does.");
        });
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("ends before its run did: it has 1 scenarios"));
    }

    @Test
    void ofATruncatedJsonTheWholeFeaturesCount() throws Exception {
        String json = Files.readString(REAL.resolve("cucumber.json"));
        String feature = json.substring(1, json.lastIndexOf(']'));
        Files.writeString(
                build.resolve("cucumber.json"),
                "[" + feature + ","
                        + feature.replace("cart.feature", "b.feature").substring(0, 5000));
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(8);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("8 scenarios of the features before the damage count"));
    }

    private static String feature(String uri, String... elements) {
        return "{\"uri\":\"" + uri + "\",\"name\":\"" + uri + "\",\"elements\":[" + String.join(",", elements) + "]}";
    }

    private static String scenario(String name, String status) {
        return "{\"type\":\"scenario\",\"name\":\"" + name + "\",\"steps\":[{\"result\":{\"status\":\"" + status
                + "\"}}]}";
    }

    @Test
    void whatIsNoObjectInAJsonCostsItselfOnly() throws Exception {
        Files.writeString(
                build.resolve("cucumber.json"),
                "[" + feature("a", "null", scenario("one", "passed")) + ",7," + feature("b", scenario("two", "failed"))
                        + "]");
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions())
                .extracting(TestExecution::name, TestExecution::outcome)
                .containsExactly(tuple("one", Outcome.PASSED), tuple("two", Outcome.ERRORED));
        assertThat(reports.findings())
                .singleElement()
                .asString()
                .contains("ERROR", "2 of its features, elements or tags");
    }

    @Test
    void featuresWithoutScenariosAreNotSilent() throws Exception {
        Files.writeString(build.resolve("cucumber.json"), "[" + feature("a") + "]");
        assertThat(Supplemented.read(build).findings())
                .singleElement()
                .asString()
                .contains("ERROR", "No scenario was found");
    }

    @Test
    void messagesOfARunThatDiedBeforeItsFirstScenarioAreAnError() throws Exception {
        Files.writeString(build.resolve("messages.ndjson"), "{\"meta\":{}}\n{\"source\":{}}\n");
        assertThat(Supplemented.read(build).findings())
                .singleElement()
                .asString()
                .contains("ERROR", "ends before its run did: it has 0 scenarios");
    }

    @Test
    void scenariosWithoutLinesAreDifferent() throws Exception {
        Files.writeString(
                build.resolve("cucumber.json"),
                "[" + feature("a", scenario("one", "passed"), scenario("one", "failed")) + "]");
        assertThat(Supplemented.read(build).executions())
                .extracting(TestExecution::outcome)
                .containsExactly(Outcome.PASSED, Outcome.ERRORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[", "\uFEFF"})
    void anEmptyFileOfARunThatDiedIsAnError(String content) throws Exception {
        Files.writeString(build.resolve("cucumber.json"), content);
        assertThat(Supplemented.read(build).findings())
                .singleElement()
                .asString()
                .contains("ERROR", "is empty or cut off");
    }

    @Test
    void severalDocumentsInOneFileAreAnError() throws Exception {
        String document = "[" + feature("a", scenario("one", "passed")) + "]";
        Files.writeString(build.resolve("cucumber.json"), "\uFEFF" + document + document);
        Reports reports = Supplemented.read(build);
        assertThat(reports.executions()).hasSize(1);
        assertThat(reports.findings()).singleElement().asString().contains("ERROR", "more than one JSON document");
    }

    @Test
    void otherJsonInTheBuildDirectoryIsLeftAlone() throws Exception {
        Files.writeString(build.resolve("log.ndjson"), "{\"level\":\"info\"}\n");
        Files.writeString(build.resolve("cucumber-settings.json"), "{\"uri\":1}");
        Reports reports = Supplemented.read(build);
        assertThat(reports.files()).isZero();
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void scenariosBeforeTheFenceAreOfAnEarlierRun() throws Exception {
        copy("messages.ndjson");
        Reports reports = Supplemented.read(build, Optional.of(Instant.parse("2026-11-30T18:14:07Z")));
        assertThat(reports.executions()).isEmpty();
        assertThat(reports.findings())
                .extracting(Finding::message)
                .anyMatch(text -> text.contains("8 scenarios in") && text.contains("ended before this run"));
    }

    /** Runs in the small JVM. */
    public static void main(String[] args) {
        Reports reports = Supplemented.read(Path.of(args[0]));
        System.out.print(reports.executions().size() + " "
                + reports.executions().stream()
                        .mapToInt(one -> one.evidence().size())
                        .sum() + " "
                + reports.findings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BASE64", "IDENTITY"})
    void attachmentsMayBeLargerThanTheHeap(String encoding) throws Exception {
        try (BufferedWriter writer = Files.newBufferedWriter(build.resolve("messages.ndjson"))) {
            writer.write(
                    "{\"meta\":{}}\n{\"pickle\":{\"id\":\"p\",\"uri\":\"a\",\"name\":\"n\",\"astNodeIds\":[\"x\"]}}\n"
                            + "{\"testCase\":{\"id\":\"c\",\"pickleId\":\"p\"}}\n{\"testCaseStarted\":{\"id\":\"1\",\"testCaseId\":\"c\"}}\n"
                            + "{\"attachment\":{\"body\":\"");
            for (int i = 0; i < 100 << 10; i++) {
                writer.write("QUJD".repeat(256));
            }
            writer.write(
                    "\",\"contentEncoding\":\"" + encoding
                            + "\",\"mediaType\":\"video/mp4\",\"testCaseStartedId\":\"1\"}}\n"
                            + "{\"attachment\":{\"body\":\"QUJD\",\"contentEncoding\":\"" + encoding
                            + "\",\"mediaType\":\"a/b\",\"testCaseStartedId\":\"1\"}}\n"
                            + "{\"testCaseFinished\":{\"testCaseStartedId\":\"1\"}}\n{\"testRunFinished\":{\"success\":true}}\n");
        }
        assertThat(readInSmallHeap()).isEqualTo("1 1 1");
    }

    @Test
    void jsonWithHugeEmbeddingsIsAStream() throws Exception {
        try (BufferedWriter writer = Files.newBufferedWriter(build.resolve("cucumber.json"))) {
            writer.write(
                    "[{\"uri\":\"a\",\"elements\":[{\"type\":\"scenario\",\"name\":\"n\",\"line\":3,\"after\":[{\"result\":"
                            + "{\"status\":\"passed\"},\"embeddings\":[{\"mime_type\":\"image/png\",\"data\":\"");
            for (int i = 0; i < 100 << 10; i++) {
                writer.write("QUJD".repeat(256));
            }
            writer.write("\"},{\"data\":\"QUJD\",\"mime_type\":\"image/png\",\"name\":\"x\"}]}]}]}]");
        }
        assertThat(readInSmallHeap()).isEqualTo("1 1 1");
    }

    private String readInSmallHeap() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CucumberReportsTest.class.getName(),
                        build.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes());
    }

    private static TestExecution execution(Reports reports, String name) {
        return reports.executions().stream()
                .filter(execution -> execution.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(Supplemented.table(reports)));
    }

    private static String content(EvidenceFile file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file.path()));
            boolean text =
                    Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
            return new String(bytes, text ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void writeXml(List<String> names) throws IOException {
        writeXml("RunCucumberTest", names);
    }

    private void writeXml(String suite, List<String> names) throws IOException {
        Files.createDirectories(build.resolve("surefire-reports"));
        String cases = names.stream()
                .map(name -> "<testcase classname='" + suite + "' name='"
                        + name.replace("&", "&amp;").replace("<", "&lt;") + "'>"
                        + (FAILING.matcher(name).find() ? "<failure/>" : "") + "</testcase>")
                .collect(Collectors.joining());
        Files.writeString(
                build.resolve("surefire-reports/TEST-demo." + suite + ".xml"),
                "<testsuite name='demo." + suite + "'>" + cases + "</testsuite>");
    }

    private void copy(String name) throws IOException {
        Path to = build.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(REAL.resolve(name), to);
    }
}
