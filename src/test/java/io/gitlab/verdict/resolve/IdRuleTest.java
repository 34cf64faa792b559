package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Rule;
import org.junit.jupiter.api.Test;

class IdRuleTest {

    @Test
    void findsTheRulesInTheirOrder() {
        assertThat(IdRule.all()).extracting(IdRule::rule).containsExactly(Rule.ANNOTATION, Rule.NAME);
    }
}
