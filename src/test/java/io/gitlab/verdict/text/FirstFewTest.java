package io.gitlab.verdict.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstFewTest {
    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "TC" + i).toList();
    }

    @Test
    void showsAllOfAFew() {
        assertThat(FirstFew.of(List.of())).isEmpty();
        assertThat(FirstFew.of(names(2))).isEqualTo("TC1, TC2");
        assertThat(FirstFew.of(names(10))).endsWith(", TC10");
        assertThat(FirstFew.lines(names(3), 3)).containsExactly("TC1", "TC2", "TC3");
    }

    @Test
    void saysHowManyMoreThereAre() {
        assertThat(FirstFew.of(names(13))).endsWith(", TC10 and 3 more");
        assertThat(FirstFew.of(names(3), 2)).isEqualTo("TC1, TC2 and 1 more");
        assertThat(FirstFew.lines(names(4), 2)).containsExactly("TC1", "TC2", "and 2 more");
    }
}
