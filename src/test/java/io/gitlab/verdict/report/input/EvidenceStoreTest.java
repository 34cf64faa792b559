package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceStoreTest {

    @TempDir
    private Path top;

    private Path directory;
    private EvidenceStore store;

    @BeforeEach
    void begin() {
        directory = top.resolve("target/verdict/evidence");
        store = new EvidenceStore(directory, 100);
        store.begin();
    }

    @Test
    void storesFilesOfOneNameBesideEachOther() throws IOException {
        EvidenceFile one = store("shot.png", "one").orElseThrow();
        EvidenceFile two = store("SHOT.png", "two").orElseThrow();
        assertThat(Path.of(one.path()))
                .isEqualTo(directory.resolve("1/shot.png"))
                .hasContent("one");
        assertThat(Path.of(two.path()))
                .isEqualTo(directory.resolve("2/SHOT.png"))
                .hasContent("two");
        assertThat(one.size()).isEqualTo(OptionalLong.of(3));
        assertThat(store.findings()).isEmpty();
    }

    @Test
    void writesNothingBeforeTheFirstFileAndNoFileWithoutContent() throws IOException {
        assertThat(store("empty.txt", "")).isEmpty();
        assertThat(top).isEmptyDirectory();
        assertThat(store.findings()).isEmpty();
    }

    @Test
    void deletesWhatAnEarlierRunLeftAndNothingBehindALink() throws IOException {
        Path outside = Files.createDirectory(top.resolve("outside"));
        Files.writeString(outside.resolve("mine.txt"), "mine");
        store("old.txt", "old");
        Files.createSymbolicLink(directory.resolve("link"), outside);
        store.begin();
        assertThat(directory).doesNotExist();
        Files.createSymbolicLink(directory, outside);
        store.begin();
        assertThat(directory).doesNotExist();
        assertThat(outside.resolve("mine.txt")).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ../../../etc/passwd | passwd
                    ..\\..\\boot.ini     | boot.ini
                    ..                  | file
                    ''                  | file
                    'a/'                | file
                    'CON'               | _CON
                    'nul.txt'           | _nul.txt
                    'a:b*c?.png'        | a_b_c_.png
                    """)
    void makesAnyNameAFileInTheDirectory(String name, String stored) throws IOException {
        assertThat(store(name, "x").map(EvidenceFile::path))
                .contains(directory.resolve("1").resolve(stored).toString());
    }

    @Test
    void cutsLongNamesBeforeTheExtension() throws IOException {
        Path ascii =
                Path.of(store("n".repeat(1 << 20) + ".png", "x").orElseThrow().path());
        Path wide =
                Path.of(store("\u6F22".repeat(300) + ".png", "x").orElseThrow().path());
        assertThat(ascii.getFileName().toString()).hasSize(120).endsWith("n.png");
        assertThat(wide.getFileName().toString()).endsWith("\u6F22.png").hasSizeLessThan(100);
        assertThat(Stream.of(ascii, wide)).allSatisfy(file -> assertThat(file).hasContent("x"));
    }

    @Test
    void leavesOutFilesThatAreTooLargeAndNamesThem() throws IOException {
        assertThat(store("fits.bin", "x".repeat(100))).isPresent();
        assertThat(store("large.bin", "x".repeat(101))).isEmpty();
        assertThat(store("endless.bin", "x".repeat(1 << 20))).isEmpty();
        assertThat(directory.resolve("1/large.bin")).doesNotExist();
        assertThat(directory.resolve("1/endless.bin")).doesNotExist();
        assertThat(store.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("large.bin and 1 more", "100 bytes", "attachmentMaxSize");
        store.begin();
        assertThat(store.findings()).isEmpty();
    }

    @Test
    void leavesOutFilesBeyondTheLimitOfAllReports() throws IOException {
        EvidenceStore large = new EvidenceStore(directory, 1 << 30);
        large.begin();
        assertThat(large.store("most.bin", zeros(199L << 20))).isPresent();
        assertThat(large.store("toomuch.bin", zeros(2 << 20))).isEmpty();
        assertThat(large.store("fits.bin", zeros(1 << 20))).isPresent();
        assertThat(large.store("late.bin", zeros(1))).isEmpty();
        assertThat(large.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("toomuch.bin and 1 more", "200 MB and 10000 files");
    }

    @Test
    void damagedContentLeavesNothing() throws IOException {
        InputStream end = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("damaged");
            }
        };
        InputStream damaged = new SequenceInputStream(new ByteArrayInputStream(new byte[70]), end);
        assertThatThrownBy(() -> store.store("a.txt", damaged)).hasMessage("damaged");
        assertThat(directory.resolve("1/a.txt")).doesNotExist();
        assertThat(store("b.txt", "b")).isPresent();
        assertThat(store.findings()).isEmpty();
    }

    @Test
    void namesADirectoryThatIsNotWritableOnce() throws IOException {
        Files.createDirectories(directory.getParent().getParent());
        Files.writeString(directory.getParent(), "a file in place of the directory");
        assertThat(store("a.txt", "a")).isEmpty();
        assertThat(store("b.txt", "b")).isEmpty();
        assertThat(store.findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(directory.toString(), "writable");
    }

    private Optional<EvidenceFile> store(String name, String content) throws IOException {
        return store.store(name, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static InputStream zeros(long count) {
        return new InputStream() {
            private long left = count;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                int read = (int) Math.min(left, length);
                left -= read;
                return read == 0 ? -1 : read;
            }
        };
    }
}
