package io.gitlab.verdict.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package "rally" works with the sandbox. */
class RallyNodeClientTest {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path INSTALLED = Path.of("target/rally-node");

    @TempDir
    private Path directory;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "node and npm are not on the PATH");
        Files.createDirectories(INSTALLED);
        for (String file : new String[] {"package.json", "rally-client.js"}) {
            Files.copy(SCRIPTS.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.isDirectory(INSTALLED.resolve("node_modules/rally"))) {
            Path log = INSTALLED.resolve("npm.log");
            int status =
                    run(180, log, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock");
            assertThat(status).as(() -> read(log)).isZero();
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int run(int seconds, Path log, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " took longer than " + seconds + " s: " + read(log));
        }
        return process.exitValue();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void createsQueriesUpdatesDeletesAndLinksWithAnApiKey() throws IOException, InterruptedException {
        assertSeen(Wire.KEY);
    }

    private void assertSeen(String... credentials) throws IOException, InterruptedException {
        try (Sandbox sandbox = SandboxFixture.start(directory)) {
            String server = sandbox.url().toString().replaceFirst("/$", "");
            Path log = directory.resolve("node.log");
            String[] command = Arrays.copyOf(
                    new String[] {"node", "--no-deprecation", "rally-client.js", server}, 4 + credentials.length);
            System.arraycopy(credentials, 0, command, 4, credentials.length);

            assertThat(run(60, log, command)).as(() -> read(log)).isZero();
            JsonNode seen = Json.MAPPER.readTree(read(log));
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
