package io.gitlab.verdict.resolve.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdFinderTest {
    private final IdFinder ids = new IdFinder(Pattern.compile("TC\\d+"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "testC3PO",
                "TCP200",
                "testTC3PO",
                "HTTC12",
                "TC12a",
                "TC",
                "tc12",
                "éTC12x",
                "TC1２",
                "ATC12_b",
                "testTC12x3",
                "TC12ABTest",
                "TC12login",
                "TC12xTC"
            })
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
        "éTC12, TC12",
        "testTC12Rejects, TC12",
        "TC12Rejects, TC12",
        "loginTC508v2, TC508",
        "loginTC508V12Works, TC508",
        "TC508IT, TC508",
        "TC508ITCase, TC508",
        "TC12ログイン, TC12",
        "ログインTC12, TC12",
    })
    void findsAnIdAtWordBoundaries(String name, String id) {
        assertThat(ids.in(name)).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TC2_TC1_logs_in",
                "TC2TC1_logs_in",
                "[TC2, TC1] logs in",
                "TC2 and TC1, but TC2",
                "TC2AndTC1",
                "verify_TC2andTC1",
                "TC2undTC1Login"
            })
    void findsSeveralIdsEachOnceInOrder(String name) {
        assertThat(ids.in(name)).isEqualTo(List.of("TC2", "TC1"));
    }

    @ParameterizedTest
    @CsvSource({
        "'TC12 pays', (?<id>TC\\d+), TC12",
        "'[#12] pays', #(?<id>\\d+), 12",
        "'TC2TC1 pays', (?<id>TC\\d+), TC2",
        "'aa-12 bb-7', (?<letter>[a-z])\\1-\\d+, aa-12",
    })
    void acceptsGroups(String name, String pattern, String first) {
        assertThat(new IdFinder(Pattern.compile(pattern)).in(name)).first().isEqualTo(first);
    }

    @Test
    void findsNothingInsteadOfSearchingForHours() {
        IdFinder slow = new IdFinder(Pattern.compile("(?:(?:T|C)+)+\\d"));

        assertThat(slow.in("TC".repeat(2000))).isEmpty();
        assertThat(slow.in("TC1")).containsExactly("TC1");
    }

    @ParameterizedTest
    @CsvSource({"'(?x)TC\\d+ # comment'", "'\\QTC'"})
    void namesTheSettingWhosePatternCannotBeSearched(String pattern) {
        assertThatThrownBy(() -> new IdFinder(Pattern.compile(pattern)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining("<idPattern>");
    }

    /** Compares with the rules written down character by character. */
    @Test
    void agreesWithAPlainReadingOfTheRules() {
        Random random = new Random(13);
        String[] parts = {
            "TC", "T", "C", "1", "23", "x", "and", "v2", "A", "Login", "IT", "Case", "_", "-", " ", "é", "ログ", "[", "PO"
        };
        for (int i = 0; i < 100_000; i++) {
            String name = random.ints(1 + random.nextInt(8), 0, parts.length)
                    .mapToObj(part -> parts[part])
                    .collect(Collectors.joining());
            assertThat(ids.places(name))
                    .extracting(IdFinder.Place::start)
                    .as(name)
                    .containsExactlyElementsOf(plainly(name));
        }
    }

    @ParameterizedTest
    @CsvSource({"xx12 tc_34, (?i)tc_(?:\\d+), tc_34", "C7 c8, [cC]\\d+, C7"})
    void keepsTheConfiguredPattern(String name, String pattern, String first) {
        assertThat(new IdFinder(Pattern.compile(pattern)).in(name)).first().isEqualTo(first);
    }

    private static List<Integer> plainly(String text) {
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < text.length(); start++) {
            if (isId(text, start)) {
                starts.add(start);
            }
        }
        return starts;
    }

    private static boolean isId(String text, int start) {
        int end = digits(text, start + 2);
        boolean looksLikeIt = text.startsWith("TC", start) && end > start + 2;
        boolean wordBefore = start == 0
                || !joined(text, start - 1)
                || Character.isLowerCase(text.charAt(start - 1))
                || Character.isDigit(text.charAt(start - 1));
        return looksLikeIt && wordBefore && (endsWord(text, end) || anotherFollows(text, end));
    }

    private static boolean endsWord(String text, int end) {
        String rest = text.substring(end);
        boolean version = rest.length() > 1 && "vV".indexOf(rest.charAt(0)) >= 0 && digits(rest, 1) > 1;
        return !joined(rest, 0)
                || capitalised(rest)
                || version && (!joined(rest, digits(rest, 1)) || capitalised(rest.substring(digits(rest, 1))))
                || rest.startsWith("IT") && !joined(rest, 2)
                || rest.startsWith("ITCase") && !joined(rest, 6);
    }

    private static boolean anotherFollows(String text, int end) {
        int next = end;
        while (next < text.length() && Character.isLowerCase(text.charAt(next))) {
            next++;
        }
        return (next == end || next - end >= 2 && next - end <= 10) && isId(text, next);
    }

    private static boolean capitalised(String text) {
        return text.length() > 1 && Character.isUpperCase(text.charAt(0)) && Character.isLowerCase(text.charAt(1));
    }

    private static boolean joined(String text, int index) {
        return index < text.length()
                && Character.isLetterOrDigit(text.charAt(index))
                && Character.getType(text.charAt(index)) != Character.OTHER_LETTER;
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
