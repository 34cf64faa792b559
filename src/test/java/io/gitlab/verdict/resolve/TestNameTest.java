package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestNameTest {
    private static final Pattern PLAIN = Pattern.compile(
            "(?<base>.*?\\S)(?:[({](?<types>[^(){}]*)[)}])?"
                    + "(?<index>(?:\\[[^\\[\\]]*\\])+|\\[\\d+: .*\\]|\\[.*\\]\\(\\d+\\)| \\[[^\\[\\]]*#\\d+\\])?",
            Pattern.DOTALL);

    /** The expression is easy to read, but takes quadratic time. */
    @Test
    void agreesWithARegularExpression() {
        Random random = new Random(7);
        String[] parts = {
            "a", "[", "]", "(", ")", "{", "}", "1", "0: ", " ", "#", "#0]", "](1)", "[1]", "\n", " [", "int"
        };
        for (int i = 0; i < 200_000; i++) {
            String name = random.ints(random.nextInt(10), 0, parts.length)
                    .mapToObj(part -> parts[part])
                    .collect(Collectors.joining());
            assertThat(TestName.parse(name)).as("<" + name + ">").isEqualTo(plainly(name));
        }
    }

    private static TestName plainly(String name) {
        Matcher matcher = PLAIN.matcher(name);
        return matcher.matches()
                ? new TestName(
                        matcher.group("base"),
                        Optional.ofNullable(matcher.group("types")),
                        Optional.ofNullable(matcher.group("index")).orElse(""),
                        "")
                : new TestName(name, Optional.empty(), "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[]", "[a][", "[0: ", "(", "(a", "a[1](1)", " [#1", "](", "[1: ]("})
    void isParsedInLinearTime(String part) {
        String hostile = part.repeat(400_000 / part.length()) + "x";
        long start = System.nanoTime();
        TestName.parse(hostile);
        TestName.parse(hostile + "]");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
