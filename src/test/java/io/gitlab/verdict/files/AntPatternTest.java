package io.gitlab.verdict.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
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

    private List<String> matching(String text, int depth, int most) {
        AntPattern pattern = AntPattern.of(text);
        return FileListing.of(pattern.start(directory), depth, most)
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
    void takesLiteralPartsAsTheyAre() throws IOException {
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
    void neverTakesATextForARegularExpression() throws IOException {
        file("x.png");

        assertThat(matching(AntPattern.literal("%regex[.") + "*]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"target/shots/x.png,target/shots/x.png", "../x,../x", "/tmp/*/x,/tmp", "/*,/", "*,''", "a/b*/c,a"})
    void startsBehindTheNamesWithoutWildcards(String pattern, String start) {
        assertThat(AntPattern.of(pattern).start(directory)).isEqualTo(directory.resolve(start));
        assertThat(AntPattern.of(pattern).hasWildcards()).isEqualTo(pattern.contains("*"));
    }

    @Test
    void goesNoDeeperAndListsNoMoreThanAllowed() throws IOException {
        for (String file : List.of("1.txt", "a/2.txt", "a/b/3.txt")) {
            file(file);
        }

        assertThat(matching("**/*.txt", 2, 10)).containsExactly("1.txt", "a/2.txt");
        assertThat(matching("**/*.txt", 10, 2)).hasSize(2);
    }

    @Test
    void leavesOutWhatCannotBeRead() throws IOException {
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
    void findsNothingInADirectoryThatIsNotThere() {
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
}
