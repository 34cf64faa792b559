package io.gitlab.verdict.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

class SecretTest {
    private static final String PASSWORD = "Pa55 \"sec\\ret<&'Wörd/€\uD83D\uDD11+end";
    private static final Secret SECRET = new Secret(PASSWORD);

    private static void assertMasked(String disguise) {
        assertThat(SECRET.maskIn("before " + disguise + " after")).as(disguise).isEqualTo("before *** after");
    }

    private static String json(String text, boolean ascii) {
        String quoted = JsonMapper.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii)
                .build()
                .writeValueAsString(text);
        return quoted.substring(1, quoted.length() - 1);
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("'", "&#039;")
                .replace("ö", "&ouml;")
                .replace("€", "&euro;");
    }

    private static String everyUnit(String text, String format) {
        return text.chars()
                .mapToObj(unit -> String.format(Locale.ROOT, format, unit))
                .collect(Collectors.joining());
    }

    private static String everyCharacter(String text, String format) {
        return text.codePoints()
                .mapToObj(point -> String.format(Locale.ROOT, format, point))
                .collect(Collectors.joining());
    }

    @Test
    void masksItAsItIs() {
        assertMasked(PASSWORD);
    }

    @Test
    void masksItEscapedForJson() {
        assertMasked(json(PASSWORD, false));
        assertMasked(json(PASSWORD, true));
        assertMasked(json(PASSWORD, true)
                .toLowerCase(Locale.ROOT)
                .replace("pa55", "Pa55")
                .replace("w\\u", "W\\u"));
        assertMasked(json(json(PASSWORD, true), true));
        assertMasked(PASSWORD.replace("/", "\\/"));
        assertThat(SECRET.maskIn(everyUnit(PASSWORD, "\\u%04x"))).isEqualTo("\\***");
    }

    @Test
    void masksItEscapedForHtml() {
        assertMasked(html(PASSWORD));
        assertMasked(html(html(PASSWORD)));
        assertMasked(everyCharacter(PASSWORD, "&#%d;"));
        assertMasked(everyCharacter(PASSWORD, "&#x%X;"));
        assertMasked(everyCharacter(PASSWORD, "&#x00%x;"));
        assertMasked(html(json(PASSWORD, true)));
        assertMasked(html(json(PASSWORD, false)));
    }

    @Test
    void masksItEscapedForAnAddress() {
        assertMasked(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8));
        assertMasked(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20"));
        assertMasked(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .replace("pa55", "Pa55")
                .replace("w%", "W%"));
        assertMasked(URLEncoder.encode(json(PASSWORD, false), StandardCharsets.UTF_8));
        assertMasked(URLEncoder.encode(URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    /** As in the header of a proxy: {@code user:password}. */
    @ParameterizedTest
    @ValueSource(strings = {"", "a:", "ab:", "abc:", "user:"})
    void masksItAsAPartOfATextInBase64(String before) {
        for (String after : List.of("", "x", "xy", "xyz")) {
            byte[] bytes = (before + SECRET.reveal() + after).getBytes(StandardCharsets.UTF_8);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(bytes);
                String masked = SECRET.maskIn("Basic " + encoded);
                assertThat(masked).startsWith("Basic ").contains("***");
                assertThat(masked.length()).as(masked).isLessThan(encoded.length() / 2 + 20);
            }
        }
    }

    @Test
    void masksItInBase64() {
        byte[] bytes = PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertMasked(Base64.getEncoder().encodeToString(bytes));
        assertMasked(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Test
    void masksItGarbledByAnotherCharacterSet() {
        byte[] bytes = PASSWORD.getBytes(StandardCharsets.UTF_8);
        assertMasked(new String(bytes, StandardCharsets.ISO_8859_1));
        assertMasked(new String(bytes, StandardCharsets.US_ASCII));
        assertMasked(new String(PASSWORD.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pa55", "", "sec\\ret", "Pa55 \"other<&'Wörd/€+end", "&quot;&quot;"})
    void leavesEverythingElse(String text) {
        assertThat(SECRET.maskIn(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\\", "a\\", "\\a", "$1", "a$", "\"", "(.*)", "a\\u005cb", "\\E\\Q", "[", "ä"})
    void takesSecretsOfAnyCharacters(String secret) {
        assertThat(new Secret(secret).maskIn("1 " + secret + " 2").replace("\\", ""))
                .isEqualTo("1 *** 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\", "a\\", "&amp;", "&#0", "%25", "a"})
    void isQuickWhateverTheServerSends(String piece) {
        String text = piece.repeat(2_000_000);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> new Secret("a\\\\b\\\\c\\\\d").maskIn(text));
    }

    @Test
    void isNotToldByAccident() {
        assertThat(SECRET).hasToString("***");
    }
}
