package io.gitlab.verdict.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.sandbox.Json;
import io.gitlab.verdict.sandbox.NodePackages;
import io.gitlab.verdict.sandbox.TestSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The npm package "rally" works with the sandbox. */
class RallyNodeClientTest {
    private static final Path SCRIPTS = Path.of("src/test/node");

    private static NodePackages packages;

    @TempDir
    private Path directory;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        packages = NodePackages.install(
                Path.of("target/rally-node"),
                "rally",
                SCRIPTS.resolve("package.json"),
                SCRIPTS.resolve("rally-client.js"));
    }

    @Test
    void createsQueriesUpdatesDeletesAndLinksWithAnApiKey() throws IOException, InterruptedException {
        assertSeen(Wire.KEY);
    }

    private void assertSeen(String... credentials) throws IOException, InterruptedException {
        try (TestSandbox sandbox = SandboxFixture.start(directory)) {
            String server = sandbox.url().toString().replaceFirst("/$", "");
            Path log = directory.resolve("node.log");
            String[] command = Arrays.copyOf(
                    new String[] {"node", "--no-deprecation", "rally-client.js", server}, 4 + credentials.length);
            System.arraycopy(credentials, 0, command, 4, credentials.length);

            assertThat(packages.run(60, log, command))
                    .as(() -> NodePackages.read(log))
                    .isZero();
            JsonNode seen = Json.MAPPER.readTree(NodePackages.read(log));
            assertThat(seen).isEqualTo(Json.MAPPER.readTree("""
                    {"created":["TC1","TC2","TC3","TC4","TC5"],"verdict":"Pass","afterDelete":"Cannot find object to read",
                    "total":4,"queried":["TC5","TC4","TC2","TC1"],"added":["TC2"],"left":0}"""));
        }
    }

    @Test
    void doesTheSameWithUserNameAndPassword() throws IOException, InterruptedException {
        assertSeen("sandbox", Wire.KEY);
    }
}
