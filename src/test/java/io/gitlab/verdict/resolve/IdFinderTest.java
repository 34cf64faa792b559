package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdFinderTest {
    private final IdFinder ids = new IdFinder(Pattern.compile("TC\\d+"));

    @ParameterizedTest
    @ValueSource(
            strings = {"testC3PO", "TCP200", "testTC3PO", "HTTC12", "TC12a", "TC", "tc12", "éTC12x", "TC1２", "ATC12_b"})
    void findsNoIdInsideAWord(String name) {
        assertThat(ids.in(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TC123_login, TC123",
        "login_TC123, TC123",
        "loginTC123, TC123",
        "login1TC123, TC123",
        "[TC123] logs in, TC123",
        "logs in (TC123), TC123",
        "TC123, TC123",
        "éTC12, TC12"
    })
    void findsAnIdAtWordBoundaries(String name, String id) {
        assertThat(ids.in(name)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC2_TC1_logs_in", "TC2TC1_logs_in", "[TC2, TC1] logs in", "TC2 and TC1, but TC2"})
    void findsSeveralIdsEachOnceInOrder(String name) {
        assertThat(ids.in(name)).isEqualTo(List.of("TC2", "TC1"));
    }

    @ParameterizedTest
    @CsvSource({"xx12 tc_34, (?i)tc_(?:\\d+), tc_34", "C7 c8, [cC]\\d+, C7"})
    void keepsTheConfiguredPattern(String name, String pattern, String first) {
        assertThat(new IdFinder(Pattern.compile(pattern)).in(name)).first().isEqualTo(first);
    }
}
