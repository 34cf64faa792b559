package io.gitlab.verdict.resolve.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.domain.NearMiss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissesTest {
    private static List<String> of(String pattern, String text) {
        IdFinder foreign = new IdFinder(Pattern.compile("[A-Z]{1,9}-TC-\\d+"));
        return new NearMisses(new IdFinder(Pattern.compile(pattern)), Optional.of(foreign))
                .in(text).stream().map(NearMiss::phrase).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTC12, HTTC12, TC12",
        "TC3PO, TC3PO, TC3",
        "testTC12x3, testTC12x3, TC12",
        "pays TC12a now, TC12a, TC12",
        "test_tc12, tc12, tc12",
        "pays TC 12, TC 12, TC12",
        "pays TC#12, TC#12, TC12",
        "pays TC: 12, TC: 12, TC12",
        "TC_12, TC_12, TC12",
        "TC12_pays_TC13x, TC13x, TC13",
    })
    void areNamed(String text, String word, String id) {
        assertThat(of("TC\\d+", text)).containsExactly("\"" + word + "\" is not taken as " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"testC3PO", "TCP200", "TC12", "etc 12", "TC", "adds", "TC12_see_TC12x", "watch12"})
    void areNeitherOtherWordsNorTheIdsThemselves(String text) {
        assertThat(of("TC\\d+", text)).isEmpty();
    }

    @Test
    void areIdsOfOtherProjectsAndOtherSpellings() {
        assertThat(of("ACME-TC-\\d+", "SHOP-TC-4 and ACME TC 5, ACME.TC.6"))
                .containsExactly(
                        "\"SHOP-TC-4\" is of another project",
                        "\"ACME TC 5\" is not taken as ACME-TC-5",
                        "\"ACME.TC.6\" is not taken as ACME-TC-6");
    }

    @Test
    void areNotMereNumbers() {
        assertThat(of("\\d+", "adds2 and 3rd")).isEmpty();
    }

    @Test
    void areLimitedInNumberLengthAndTime() {
        assertThat(of("TC\\d+", "TC1x ".repeat(10) + "TC2x TC3x TC4x TC5x TC6x TC7x TC8x TC9x TC10x TC11x TC12x"))
                .hasSize(10);
        assertThat(of("TC\\d+", "TC1" + "x".repeat(4000)).get(0)).hasSizeLessThan(120);
        assertThatThrownBy(() -> of("(?:(?:T|C)+)+\\d", "TC".repeat(2000))).isInstanceOf(SlowPatternException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC1", "TC", "TC1x", "TC1and", "T C 1-", "aA", "A-TC-", "[1: ", "TC1TC2andV1"})
    void areFoundInLinearTime(String part) {
        String hostile = part.repeat(4096 / part.length());
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            of("TC\\d+", hostile);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
