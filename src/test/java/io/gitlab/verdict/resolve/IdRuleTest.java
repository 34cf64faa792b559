package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdRuleTest {

    @Test
    void findsTheRulesInTheirOrder() {
        assertThat(IdRule.in(List.of()))
                .extracting(IdRule::rule)
                .containsExactly(Rule.STATEMENT, Rule.ANNOTATION, Rule.TAG, Rule.NAME);
    }

    @Test
    void takesTheNamedRulesInTheOrderGiven() {
        assertThat(IdRule.in(List.of("name", "statement")))
                .extracting(IdRule::rule)
                .containsExactly(Rule.NAME, Rule.STATEMENT);
    }
}
