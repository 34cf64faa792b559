package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DurabilityTest {
    @TempDir
    private Path directory;

    @Test
    void keepsEverythingOverRestarts() throws IOException {
        List<JsonNode> before;
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            before = fill(new Wire(sandbox));
        }
        for (int start = 0; start < 2; start++) {
            try (TestSandbox sandbox = SandboxFixture.start(directory)) {
                assertThat(state(new Wire(sandbox))).isEqualTo(before);
            }
        }
    }

    private static List<JsonNode> fill(Wire wire) {
        JsonNode one = wire.create("testcase", "{\"Name\":\"One\",\"Notes\":\"l1\\nl2 \\u2028 ä\"}");
        JsonNode two = wire.create("testcase", "{\"Name\":\"Two\"}");
        JsonNode set = wire.create(
                "testset", "{\"Name\":\"S\",\"TestCases\":[\"" + Wire.ref(one) + "\",\"" + Wire.ref(two) + "\"]}");
        JsonNode result = wire.createResult(one, "b", "2026-01-05T10:00:00.123Z", "Fail");
        wire.post(
                Wire.relative(result),
                "{\"TestCaseResult\":{\"Duration\":1.50,\"TestSet\":\"" + Wire.ref(set) + "\"}}");
        wire.delete(Wire.relative(wire.createResult(one, "gone", "2026-01-05", "Pass")));
        wire.delete(Wire.relative(two));
        wire.post(
                Wire.relative(set) + "/TestCases/remove",
                "{\"CollectionItems\":[{\"_ref\":\"" + Wire.ref(one) + "\"}]}");
        wire.post(
                Wire.relative(set) + "/TestCases/add", "{\"CollectionItems\":[{\"_ref\":\"" + Wire.ref(one) + "\"}]}");
        wire.create("attachmentcontent", "{\"Content\":\"aGVsbG8=\"}");
        return state(wire);
    }

    /** Everything that can be seen, without the host in refs, which may change between starts. */
    private static List<JsonNode> state(Wire wire) {
        return List.of("testcase", "testset", "testcaseresult", "recyclebinentry", "attachmentcontent", "project")
                .stream()
                .map(type -> wire.get(type + "?fetch=true").toString().replaceAll("127.0.0.1:\\d+", "host"))
                .<JsonNode>map(text -> {
                    return Json.MAPPER.readTree(text);
                })
                .toList();
    }

    @Test
    void hasWrittenWhatItAnsweredEvenWhenManyWriteAtOnce(@TempDir Path copy) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            Wire wire = new Wire(sandbox);
            List<Callable<String>> creations = Collections.nCopies(200, () -> {
                wire.get("testcase?fetch=true");
                return wire.create("testcase", "{\"Name\":\"One\"}")
                        .get("FormattedID")
                        .asString();
            });
            Set<String> answered = new TreeSet<>();
            for (Future<String> creation : clients.invokeAll(creations)) {
                answered.add(creation.get());
            }
            // What a process leaves that is killed now: the sandbox is still running.
            Files.copy(journal(), Files.createDirectories(copy.resolve("rally")).resolve("journal.jsonl"));

            assertThat(answered).hasSize(200);
            try (TestSandbox next = SandboxFixture.start(copy)) {
                assertThat(new Wire(next)
                                .get("testcase?pagesize=500&fetch=FormattedID")
                                .findValuesAsString("FormattedID"))
                        .containsExactlyInAnyOrderElementsOf(answered);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void deletesTheBytesOfDeletedAttachments() throws IOException {
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            Wire wire = new Wire(sandbox);
            wire.create("attachmentcontent", "{\"Content\":\"aGVsbG8=\"}");
            wire.delete(Wire.relative(wire.create("attachmentcontent", "{\"Content\":\"aGVsbG8=\"}")));
        }
        SandboxFixture.start(directory).close();

        assertThat(directory.resolve("rally/attachments").toFile().list()).hasSize(1);
    }

    @Test
    void neverGivesANumberTwice() throws IOException {
        JsonNode last;
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            Wire wire = new Wire(sandbox);
            last = wire.createResult(wire.create("testcase", "{\"Name\":\"One\"}"), "b", "2026-01-05", "Pass");
            wire.delete(Wire.relative(last));
            wire.delete(Wire.relative(
                    wire.query("testcase", "(FormattedID = TC1)", "").at("/Results/0")));
        }
        SandboxFixture.start(directory).close();
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            JsonNode next = new Wire(sandbox).create("testcase", "{\"Name\":\"Two\"}");
            assertThat(next.get("FormattedID").asString()).isEqualTo("TC2");
            assertThat(next.get("ObjectID").asLong())
                    .isGreaterThan(last.get("ObjectID").asLong());
        }
    }

    @Test
    void forgetsATornLastLineOnly() throws IOException {
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            new Wire(sandbox).create("testcase", "{\"Name\":\"Whole\"}");
        }
        Files.writeString(journal(), "[{\"create\":1000099,\"type\":\"TestC", StandardOpenOption.APPEND);

        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            Wire wire = new Wire(sandbox);
            wire.create("testcase", "{\"Name\":\"After\"}");
            assertThat(wire.get("testcase?fetch=Name").findValuesAsString("Name"))
                    .containsExactly("Whole", "After");
        }
        SandboxFixture.start(directory).close();
    }

    @Test
    void refusesADamagedJournalAndLeavesItAlone() throws IOException {
        SandboxFixture.start(directory).close();
        String damaged = "{nonsense\n" + Files.readString(journal());
        Files.writeString(journal(), damaged);

        assertThatThrownBy(() -> SandboxFixture.start(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Line 1 of")
                .hasMessageContaining("another state directory");
        assertThat(journal()).hasContent(damaged);
    }

    @Test
    void refusesADirectoryInUseUntilItIsFree() throws IOException {
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            assertThatThrownBy(() -> SandboxFixture.start(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(directory + " is in use by another sandbox");
            assertThat(new Wire(sandbox).get("user").has("User")).isTrue();
        }
        SandboxFixture.start(directory).close();
    }

    private Path journal() {
        return directory.resolve("rally/journal.jsonl");
    }
}
