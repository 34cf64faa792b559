package io.gitlab.verdict.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AntPatternTest {
    @TempDir
    private Path directory;

    private void file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private List<String> matching(String text) {
        return matching(text, 10, Integer.MAX_VALUE);
    }

    private List<String> matching(String text, int depth, int maxFiles) {
        AntPattern pattern = AntPattern.of(text);
        return FileListing.of(pattern.start(directory), depth, maxFiles)
                .matching(pattern)
                .filter(Files::isRegularFile)
                .map(path -> directory.relativize(path).toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "**/x.png,a/b/x.png a/x.png x.png",
        "a/**/x.png,a/b/x.png a/x.png",
        "a/**,a/b/x.png a/x.png a/y.log",
        "a/*/,a/b/x.png a/x.png a/y.log",
        "*/*,a/x.png a/y.log",
        "**.png,x.png",
        "*.p?g,x.png",
        "**/b/**,a/b/x.png",
        "*.{png,''"
    })
    void matchesAsInAnt(String pattern, String files) throws IOException {
        for (String file : List.of("x.png", "a/x.png", "a/y.log", "a/b/x.png")) {
            file(file);
        }

        assertThat(String.join(" ", matching(pattern))).isEqualTo(files);
    }

    @Test
    void matchesDirectoriesAndTheStartItself() throws IOException {
        file("a/reports/x.xml");
        AntPattern pattern = AntPattern.of("**/reports");

        assertThat(FileListing.of(directory, 10, 10).matching(pattern)).containsExactly(directory.resolve("a/reports"));
        assertThat(FileListing.of(directory, 10, 10).matching(AntPattern.of("**")))
                .contains(directory);
    }

    @Test
    void matchesLiteralPartsExactly() throws IOException {
        for (String file : List.of("sum[a*b]-1.png", "sum[a+b]-1.png", "sum[a?]-1.png", "sum[ab]-1.png", "{x}-1.png")) {
            file(file);
        }

        assertThat(matching(AntPattern.literal("sum[a*b]") + "-*")).containsExactly("sum[a*b]-1.png");
        assertThat(matching(AntPattern.literal("sum[a?]") + "-*")).containsExactly("sum[a?]-1.png");
        assertThat(matching(AntPattern.literal("{x}") + "-*")).containsExactly("{x}-1.png");
        assertThat(matching("sum[a*b]-?.png")).hasSize(3);
        assertThat(AntPattern.readable(AntPattern.literal("a*b?"))).isEqualTo("a*b?");
    }

    @Test
    void neverTreatsAPatternAsARegularExpression() throws IOException {
        file("x.png");

        assertThat(matching(AntPattern.literal("%regex[.") + "*]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"target/shots/x.png,target/shots/x.png", "../x,../x", "/tmp/*/x,/tmp", "/*,/", "*,''", "a/b*/c,a"})
    void startsAfterTheNamesWithoutWildcards(String pattern, String start) {
        assertThat(AntPattern.of(pattern).start(directory)).isEqualTo(directory.resolve(start));
        assertThat(AntPattern.of(pattern).hasWildcards()).isEqualTo(pattern.contains("*"));
    }

    @Test
    void limitsDepthAndNumberOfFiles() throws IOException {
        for (String file : List.of("1.txt", "a/2.txt", "a/b/3.txt")) {
            file(file);
        }

        assertThat(matching("**/*.txt", 2, 10)).containsExactly("1.txt", "a/2.txt");
        assertThat(matching("**/*.txt", 10, 2)).hasSize(2);
    }

    @Test
    void skipsUnreadableDirectories() throws IOException {
        file("a/x.txt");
        file("locked/x.txt");
        file("z/x.txt");
        Path locked = directory.resolve("locked");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(locked), "root reads everything");

            assertThat(matching("**/x.txt")).containsExactly("a/x.txt", "z/x.txt");
        } finally {
            Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void findsNothingInAMissingDirectory() {
        assertThatNoException()
                .isThrownBy(() -> assertThat(matching("nowhere/**")).isEmpty());
    }

    @Test
    void takesABoundedTimeForHostileNames() throws IOException {
        file("a/".repeat(90) + "a".repeat(200));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(matching("**/a/".repeat(20) + "b", 100, 10)).isEmpty();
            assertThat(matching("**/" + "a*".repeat(90) + "b", 100, 10)).isEmpty();
        });
    }

    @Test
    void saysWhatALimitLeavesOut() throws IOException {
        for (String file : List.of("1.txt", "a/2.txt", "a/b/3.txt", "a/b/c/4.txt")) {
            file(file);
        }
        List<AntPattern> deep = List.of(AntPattern.of("**/*.txt"));

        assertThat(FileListing.of(directory, deep, 10, 4).gaps()).isEmpty();
        assertThat(FileListing.of(directory, deep, 2, 10).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap).startsWith(directory.resolve("a/b") + " is too deep"));
        assertThat(FileListing.of(directory, deep, 10, 3).gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap).contains("ended after 3 files"));
        assertThat(FileListing.of(directory, List.of(AntPattern.of("*/*.txt")), 2, 10)
                        .gaps())
                .isEmpty();
    }

    @Test
    void looksOnlyWhereAPatternMayMatch() throws IOException {
        for (String file : List.of("a/target/x.txt", "a/src/b/c/y.txt", "a/src/z.txt")) {
            file(file);
        }
        List<AntPattern> patterns = List.of(AntPattern.of("*/target/*.txt"), AntPattern.of("*/src/*.txt"));
        FileListing listing = FileListing.of(directory, patterns, 10, 2);

        assertThat(patterns.stream().flatMap(listing::matching))
                .containsExactly(directory.resolve("a/target/x.txt"), directory.resolve("a/src/z.txt"));
        assertThat(listing.gaps()).isEmpty();
    }

    @Test
    void followsALinkAtTheStartOnly() throws IOException {
        file("real/x.txt");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));
        Files.createSymbolicLink(directory.resolve("real/loop"), directory);

        assertThat(matching("link/**/*.txt")).containsExactly("link/x.txt");
        assertThat(matching("**/x.txt")).containsExactly("real/x.txt");
    }

    @Test
    void skipsWhatCannotBeReadAndNamesIt() throws IOException {
        file("x.txt");
        Gaps gaps = new Gaps(directory);
        FileListing.Collector visitor =
                new FileListing.Collector(directory, entry -> true, path -> true, Integer.MAX_VALUE, gaps);
        Path locked = directory.resolve("locked");

        assertThat(visitor.visitFileFailed(locked, new AccessDeniedException("locked")))
                .isEqualTo(FileVisitResult.CONTINUE);
        assertThat(gaps.sentences())
                .containsExactly(locked + " (AccessDeniedException) cannot be read, so it was not searched.");

        assertThat(visitor.postVisitDirectory(directory.resolve("vanished"), new NoSuchFileException("vanished")))
                .isEqualTo(FileVisitResult.CONTINUE);
        assertThat(gaps.sentences())
                .singleElement()
                .satisfies(gap -> assertThat(gap)
                        .startsWith("2 directories or files below")
                        .contains("locked"));
    }

    @Test
    void aMissingDirectoryIsNoGap() {
        assertThat(FileListing.of(directory.resolve("nowhere"), 10, 10).gaps()).isEmpty();
    }
}
