package io.gitlab.verdict.tracker.rally.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {
    private static String of(byte[] content, String name) throws IOException {
        return MediaTypes.of(new ByteArrayInputStream(content), name);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png,89504e470d0a1a0a0000000d49484452",
        "image/jpeg,ffd8ffe000104a464946",
        "image/gif,474946383961",
        "image/webp,524946460000000057454250",
        "application/pdf,255044462d312e37",
        "application/zip,504b0304",
        "application/zip,504b0506",
        "application/gzip,1f8b08",
        "video/mp4,0000001866747970697334",
        "video/quicktime,000000146674797071742020",
        "video/webm,1a45dfa3",
        "application/octet-stream,00010203",
        "application/octet-stream,cafebabe00000041"
    })
    void findsBytesByTheirSignatureWhateverTheName(String type, String bytes) throws IOException {
        for (String name : new String[] {"file", "file.txt", "file.json", "file.png", "."}) {
            assertThat(of(HexFormat.of().parseHex(bytes), name)).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "run.log,text/plain,started",
        "RUN.TXT,text/plain,started",
        "what,text/plain,\u001B[31mred\u001B[0m",
        "what,text/plain,größer",
        "what,text/plain,''",
        "screen.png,text/plain,Not found",
        "network.har,application/json,{}",
        "answer.JSON,application/json,{}",
        "TEST-shop.xml,application/xml,<testsuite/>",
        "what,application/xml,<?xml version='1.0'?><a/>",
        "page.html,text/html,<p>",
        "what,text/html,\uFEFF <!DOCTYPE html><title>x</title>",
        "what,text/html,<HTML>",
        "chart.svg,image/svg+xml,<svg/>",
        "rows.csv,text/csv,a"
    })
    void findsTextByItsNameAndThenByItsStart(String name, String type, String text) throws IOException {
        assertThat(of(text.getBytes(StandardCharsets.UTF_8), name)).isEqualTo(type);
    }

    @Test
    void takesTextInAnyEncoding() throws IOException {
        assertThat(of("größer".getBytes(StandardCharsets.ISO_8859_1), "a.log")).isEqualTo("text/plain");
        assertThat(of("\uFEFFwide".getBytes(StandardCharsets.UTF_16LE), "a.log"))
                .isEqualTo("text/plain");
        assertThat(of("wide".getBytes(StandardCharsets.UTF_16), "a.log")).isEqualTo("text/plain");
    }

    @Test
    void takesAnArchiveByItsName() throws IOException {
        byte[] zip = HexFormat.of().parseHex("504b0304");

        assertThat(of(zip, "shop.jar")).isEqualTo("application/java-archive");
        assertThat(of(zip, "trace.zip")).isEqualTo("application/zip");
        assertThat(of(zip, "rows.xlsx")).contains("spreadsheetml");
    }
}
