package io.gitlab.verdict.tracker.qmetry.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.http.FaultyServer;
import io.gitlab.verdict.sandbox.qmetry.SeedData;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.Signature;
import io.gitlab.verdict.tracker.qmetry.QMetryServer;
import io.gitlab.verdict.tracker.qmetry.QMetryTrackerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every finding of the doctor at QMetry, provoked and cured. */
class QMetryExaminationTest {
    private static final String[] SIGNED = {"project", "3b3", "testSuite", "3b3-TS-1", "platform", null};

    @TempDir
    private Path directory;

    private QMetryServer server;
    private List<String> mapped = List.of("ACME-TC-1", "ACME-TC-8");
    private Optional<Signature> signature = Optional.empty();

    @BeforeEach
    void start() {
        server = QMetryServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<Check> examine(String... settings) throws IOException {
        try (Examination examination = new QMetryTrackerFactory()
                .openExamination(server.connection(server.settings(settings), signature))
                .orElseThrow()) {
            return examination.examine(mapped);
        }
    }

    private static void assertFound(List<Check> checks, Grade grade, String name, String words) {
        assertThat(checks)
                .anyMatch(check -> check.grade() == grade
                        && check.name().equals(name)
                        && (check.finding() + " " + check.remedy()).contains(words));
    }

    @Test
    void findsNothingWhereAllIsWellAndChangesNothing() throws IOException {
        assertThat(examine()).filteredOn(check -> check.name().equals("clock")).hasSize(1);
        assertThat(examine())
                .filteredOn(check -> !check.name().equals("clock"))
                .extracting(Check::grade)
                .containsOnly(Grade.OK, Grade.SKIPPED);
        assertThat(server.runs()).allMatch(run -> run.statuses().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "project, Nope, project, <qmetry><project>",
        "testSuite, ACME-TS-99, test suite, ACME-TS-99",
        "platform, Opera, test suite, Opera",
        "build, Nope, build, <qmetry><build>",
        "passStatus, Nope, statuses, <qmetry><passStatus>",
    })
    void tellsWhichSettingIsWrong(String setting, String value, String name, String words) throws IOException {
        assertFound(examine(setting, value), Grade.ERROR, name, words);
    }

    @ParameterizedTest
    @CsvSource({
        "passStatus, Passed",
        "errorStatus, Failed",
        "blockedStatus, Blocked",
        "inconclusiveStatus, Passed with remarks",
    })
    void tellsThatAConfiguredStatusIsNotThereWhateverItStandsFor(String setting, String candidate) throws IOException {
        List<Check> checks = examine(setting, "zzz");
        assertFound(checks, Grade.ERROR, "statuses", "\"zzz\"");
        assertFound(checks, Grade.ERROR, "statuses", candidate);
        assertFound(checks, Grade.ERROR, "statuses", "<qmetry><" + setting + ">");
    }

    @Test
    void tellsThatNoStatusStandsForBlocked() throws IOException {
        inWorld(project ->
                with(project, project.name(), status -> !status.defaultName().equals("blocked"), List.of()));
        assertFound(examine(), Grade.WARNING, "statuses", "<qmetry><blockedStatus>");
        assertFound(examine("blockedStatus", "Not Applicable"), Grade.OK, "statuses", "");
    }

    @Test
    void tellsThatTwoStatusesHaveOneMeaning() throws IOException {
        SeedData.Status second = new SeedData.Status(3999, "Passed by hand", "passed", false);
        inWorld(project -> with(project, project.name(), status -> true, List.of(second)));
        assertFound(examine(), Grade.WARNING, "statuses", "Passed, Passed by hand");
        assertFound(examine(), Grade.WARNING, "statuses", "<qmetry><passStatus>");
        assertThat(examine("passStatus", "Passed by hand"))
                .filteredOn(check -> check.name().equals("statuses"))
                .extracting(Check::grade)
                .containsExactly(Grade.OK);
    }

    @Test
    void tellsWhichKeyToSetWhenTheNameOfTheProjectLooksLikeOne() throws IOException {
        inWorld(project -> with(project, "SHOP", status -> true, List.of()));
        assertFound(examine("project", "SHOP"), Grade.WARNING, "project", "<qmetry><project>ACME</project>");
        assertFound(examine("project", "acme"), Grade.WARNING, "project", "<qmetry><project>ACME</project>");
        assertFound(examine("project", "ACME"), Grade.OK, "project", "SHOP");
        assertFound(examine("project", "6552"), Grade.OK, "project", "SHOP");
    }

    @Test
    void saysWhatToDoAboutAnUnknownProject() throws IOException {
        assertThat(examine("project", "Nope"))
                .filteredOn(check -> check.grade() == Grade.ERROR)
                .singleElement()
                .extracting(Check::remedy)
                .asString()
                .startsWith("Set <qmetry><project>");
    }

    /** Starts again, with the project ACME so changed. */
    private void inWorld(UnaryOperator<SeedData.Project> change) {
        server.close();
        SeedData world = new SeedData(SeedData.standard().projects().stream()
                .map(project -> project.key().equals("ACME") ? change.apply(project) : project)
                .toList());
        server = QMetryServer.start(directory.resolve("another"), world, Integer.MAX_VALUE);
    }

    private static SeedData.Project with(
            SeedData.Project project, String name, Predicate<SeedData.Status> kept, List<SeedData.Status> more) {
        return new SeedData.Project(
                project.id(),
                project.key(),
                name,
                project.rules(),
                Stream.concat(project.statuses().stream().filter(kept), more.stream())
                        .toList(),
                project.releases(),
                project.platforms(),
                project.builds(),
                project.testCases(),
                project.archivedTestCases(),
                project.suites());
    }

    @Test
    void tellsThatAMissingBuildIsCreated() throws IOException {
        assertFound(examine("build", "Nope", "createBuild", "true"), Grade.OK, "build", "Nope");
        assertFound(examine("build", "Alpha"), Grade.OK, "build", "Alpha");
    }

    @Test
    void tellsWhoSignsAndThatABuildIsMandatory() throws IOException {
        mapped = List.of();
        assertFound(examine(SIGNED), Grade.ERROR, "signature", "<serverId>");
        assertFound(examine(SIGNED), Grade.WARNING, "build", "<createBuild>");

        signature = Optional.of(new Signature("signer", new Secret("_sandbox-signature")));
        assertFound(examine(SIGNED), Grade.OK, "signature", "signer");
        String[] built = Arrays.copyOf(SIGNED, SIGNED.length + 2);
        built[SIGNED.length] = "build";
        built[SIGNED.length + 1] = "Alpha";
        assertFound(examine(built), Grade.OK, "build", "Alpha");
    }

    @Test
    void tellsWhichMappedTestCasesCanTakeNoResult() throws IOException {
        mapped = List.of("ACME-TC-1", "ACME-TC-9", "ACME-TC-10", "ACME-TC-999", "OTHER-TC-1");
        List<Check> checks = examine();
        assertFound(checks, Grade.ERROR, "test cases", "4 of 5");
        assertFound(checks, Grade.ERROR, "test cases", "ACME-TC-9 is archived");
        assertFound(checks, Grade.ERROR, "test cases", "ACME-TC-10 is not linked");
        assertFound(checks, Grade.ERROR, "test cases", "ACME-TC-999 is unknown");
        assertFound(checks, Grade.ERROR, "test cases", "OTHER-TC-1 does not belong to project");

        mapped = List.of("ACME-TC-10");
        assertFound(examine("linkMissing", "true"), Grade.OK, "test cases", "1 mapped");
    }

    @ParameterizedTest
    @CsvSource({"expiredKey, API key, VERDICT_API_KEY", "redirect, address, redirect", "droppedBefore, address, url"})
    void tellsWhatStandsInTheWay(String fault, String name, String words) throws IOException {
        server.inflict(fault, 1);
        assertFound(examine(), Grade.ERROR, name, words);
        server.inflict("", 1);
        assertFound(examine(), Grade.OK, name, "");
    }

    @Test
    void looksForTheFaultInTheProjectWhereQMetryItselfFindsNothing() throws IOException {
        try (FaultyServer way = FaultyServer.alone((seen, upstream) ->
                Optional.of(FaultyServer.Reply.of(404, "{\"success\":false,\"code\":\"CO.OTHER\"}")))) {
            assertFound(examine("url", way.url().toString()), Grade.OK, "address", "answers");
            assertFound(examine("url", way.url().toString()), Grade.ERROR, "project", "CO.OTHER");
        }
    }
}
