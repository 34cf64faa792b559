package io.gitlab.verdict.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.report.input.CleanText;
import io.gitlab.verdict.report.input.Seconds;
import io.gitlab.verdict.report.input.ThrowableType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which tools write numbers, times, types and texts. */
class NotationsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "0.0|PT0S",
                "0.001|PT0.001S",
                "1234.567|PT20M34.567S",
                "1,234.567|PT20M34.567S",
                "1,234|PT20M34S",
                "0,123|PT0.123S",
                "12,5|PT12.5S",
                "1.0E7|PT2777H46M40S",
                "2.0E-4|PT0.0002S",
                "1.5 s|PT1.5S",
                "' 2 sec '|PT2S",
                "12ms|PT0.012S",
                ".5|PT0.5S",
                "3.|PT3S",
            })
    void readsSeconds(String text, Duration duration) {
        assertThat(Seconds.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "-1",
                "soon",
                "1.234,5",
                "1:30",
                "1e99",
                "1e999999999",
                "0x1p3",
                "1d",
                "s"
            })
    void readsNoSecondsFromNonsense(String text) {
        assertThat(Seconds.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.AssertionError|java.lang.AssertionError",
                "org.opentest4j.AssertionFailedError:|org.opentest4j.AssertionFailedError",
                "a.Outer$Inner|a.Outer$Inner",
                "AssertionError|AssertionError",
                "Condition not satisfied|''",
                "a..B|''",
                "a.B.|''",
                "1a|''",
                "''|''",
            })
    void keepsATypeOnlyIfItIsAClassName(String attribute, String type) {
        assertThat(ThrowableType.of(attribute)).isEqualTo(type);
    }

    @Test
    void keepsTheClassNameInTheFirstLineOfAType() {
        assertThat(ThrowableType.of("a.Error\n\tat b.C.d(C.java")).isEqualTo("a.Error");
        assertThat(ThrowableType.of("odd text\n\tat b.C.d(C.java")).isEmpty();
        assertThat(ThrowableType.of("a.".repeat(100_000) + "B")).isEmpty();
    }

    @Test
    void cleansTextsOfControlCharactersInAllTheirForms() {
        assertThat(CleanText.of("a&#27;[31mb&amp#27;[1;0mc\u001B[Kd\uFFFD[2Je")).isEqualTo("abcde");
        assertThat(CleanText.of("a&#0;b&amp#7;c\u0007d\re\u0085f")).isEqualTo("abcdef");
        assertThat(CleanText.of("\uD800lone")).isEqualTo("lone");
        String untouched = "line\n\ttab &#65; &amp; \uD83D\uDE00 é";
        assertThat(CleanText.of(untouched)).isEqualTo(untouched);
    }
}
