package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.outbox.DirectoryOutbox;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.time.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a test names: what is outside, or is kept for a secret, does not get as far as the outbox. */
class EscapeTest {
    private static final String CANARY = "canary-7f3a91";

    @TempDir
    private Path directory;

    private Path outside;
    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        outside = Files.createDirectory(directory.resolve("outside"));
        project = Files.createDirectory(directory.resolve("project"));
        write(outside.resolve("secret.txt"));
        write(outside.resolve("inner/secret.txt"));
        write(directory.resolve("project-two/secret.txt"));
    }

    private static Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, CANARY);
    }

    private Path link(String name, Path target) throws IOException {
        Path link = project.resolve(name);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, target);
    }

    private List<String> attempts() throws Exception {
        List<String> paths = new ArrayList<>(List.of(
                "../outside/secret.txt",
                "target/../../outside/secret.txt",
                "./././../outside/inner/../secret.txt",
                outside.resolve("secret.txt").toString(),
                "/../" + outside.resolve("secret.txt"),
                project + "/../outside/secret.txt",
                "../project-two/secret.txt",
                "/etc/passwd",
                "/proc/self/environ",
                "/proc/self/root/etc/passwd",
                "/dev/zero",
                "/dev/stdin",
                "../..",
                ".",
                "/",
                "",
                "~/.ssh/id_rsa",
                "file:///etc/passwd",
                "a\u0000b"));
        Files.createDirectories(project.resolve("target"));
        link("target/link.txt", outside.resolve("secret.txt"));
        link("target/linked", outside);
        link("target/relative", Path.of("../../outside"));
        link("target/chain1", link("target/chain2", outside.resolve("secret.txt")));
        link("target/loop", Path.of("loop"));
        link("target/dangling", Path.of("nowhere"));
        link("target/device", Path.of("/dev/zero"));
        Files.createLink(project.resolve("target/hard.txt"), outside.resolve("secret.txt"));
        paths.addAll(List.of(
                "target/link.txt",
                "target/linked/secret.txt",
                "target/linked/inner/secret.txt",
                "target/relative/secret.txt",
                "target/chain1",
                "target/loop",
                "target/dangling",
                "target/device",
                "target/hard.txt",
                "target"));
        new ProcessBuilder("mkfifo", project.resolve("target/fifo").toString())
                .start()
                .waitFor();
        paths.add("target/fifo");
        for (String kept : List.of(
                ".git/config",
                ".GIT/HEAD",
                "sub/.git/hooks/x",
                ".verdict/outbox/entry.json",
                ".m2/settings.xml",
                "settings.xml",
                "ci/Settings-Security.xml",
                ".env",
                ".env.production",
                "prod.env",
                "id_rsa",
                "keys/id_ed25519",
                "id_rsa.bak",
                "server.pem",
                "SERVER.KEY",
                "store.p12",
                "app.jks",
                ".netrc",
                ".npmrc",
                ".pypirc",
                ".git-credentials",
                "credentials.json",
                ".aws/config",
                ".kube/config",
                ".docker/config.json",
                ".ssh/known",
                "gradle.properties")) {
            write(project.resolve(kept));
            paths.add(kept);
        }
        link("target/innocent.log", project.resolve(".env"));
        paths.add("target/innocent.log");
        return paths;
    }

    private EvidenceCollector collector(List<String> patterns) {
        return new EvidenceCollector(
                new EvidenceSettings(Executions.FAILED, Set.of(Source.MARKERS), patterns, 1 << 20, 1000, 1000),
                new EvidenceDirectories(project, Map.of(), Map.of(), Optional.of(project), List.of(Path.of("/"))),
                Redaction.of(Map.of(), Set.of(), Stream.empty(), List.of()),
                path -> Optional.empty());
    }

    private CollectedEvidence collect(List<String> paths, List<String> patterns, Path outbox) throws IOException {
        EvidenceCollector collector = collector(patterns);
        try (DirectoryOutbox open = new DirectoryOutbox(outbox);
                Spool spool = open.spool()) {
            return collector.collect(
                    List.of(Failed.result("TC1", 0)),
                    collector
                            .prepare(new ResolvedRun(1, List.of(Failed.resolution("TC1", paths)), List.of()))
                            .resolutions(),
                    (result, execution) -> true,
                    spool,
                    new FakeTime().deadline(Duration.ofMinutes(10)));
        }
    }

    @Test
    void refusesEveryWayOut() throws Exception {
        List<String> attempts = attempts();
        Path outbox = directory.resolve("outbox");

        CollectedEvidence collected = collect(attempts, List.of(), outbox);

        assertThat(collected.attachments()).isEmpty();
        assertThat(collected.links()).isEmpty();
        assertThat(collected.notAttached()).hasSameSizeAs(attempts).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo(State.REFUSED);
            assertThat(one.reason()).isNotBlank();
        });
        assertThat(collected.findings()).isNotEmpty().hasSizeLessThan(12);
        assertThat(holdsCanary(outbox)).isFalse();
        assertThat(collected.toString()).doesNotContain(CANARY);
    }

    @Test
    void refusesWhatAPatternFindsOutside() throws Exception {
        attempts();
        Path outbox = directory.resolve("outbox");

        CollectedEvidence collected = collect(
                List.of(),
                List.of(
                        "../outside/*.txt",
                        outside + "/**",
                        "target/linked/*",
                        "target/*.txt",
                        "target/*.log",
                        ".git/*",
                        "*.pem",
                        ".e*"),
                outbox);

        assertThat(collected.attachments()).isEmpty();
        assertThat(collected.notAttached())
                .isNotEmpty()
                .extracting(AttachmentStatus::state)
                .containsOnly(State.REFUSED);
        assertThat(holdsCanary(outbox)).isFalse();
    }

    /** The name of a class may be any text: the directory that it leads to is not even listed. */
    @Test
    void searchesNoDirectoryOutsideThatTheNameOfATestLeadsTo() throws Exception {
        link("target/linked", outside);
        List<Resolution> resolutions = List.of(
                Failed.resolution("TC1", "../../outside", "adds()", "at x", List.of()),
                Failed.resolution("TC1", "linked", "adds()", "at x", List.of()),
                Failed.resolution("TC1", outside.toString(), "..", "at x", List.of()));
        ResolvedRun run = collector(List.of("target/{class}/*.txt", "{class}/{method}/**"))
                .prepare(new ResolvedRun(1, resolutions, List.of()));
        assertThat(run.resolutions())
                .allSatisfy(resolution ->
                        assertThat(resolution.execution().evidence()).isEmpty());
        assertThat(run.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("outside of the project's directories", "attachmentRoots");
    }

    @Test
    void letsOutWhatIsInside() throws Exception {
        Files.createDirectories(project.resolve("target/deep"));
        Files.writeString(project.resolve("target/deep/a log.txt"), "fine");
        link("target/latest.txt", project.resolve("target/deep/a log.txt"));
        Path outbox = directory.resolve("outbox");

        CollectedEvidence collected = collect(
                List.of("target/deep/a log.txt", "target/../target/latest.txt"), List.of("target/*/*.txt"), outbox);

        assertThat(collected.notAttached()).isEmpty();
        assertThat(collected.attachments().values())
                .singleElement()
                .satisfies(ofResult -> assertThat(ofResult)
                        .singleElement()
                        .satisfies(one -> assertThat(one.name()).isEqualTo("a log.txt")));
    }

    private static boolean holdsCanary(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY)) {
                    return true;
                }
            }
            return false;
        }
    }
}
