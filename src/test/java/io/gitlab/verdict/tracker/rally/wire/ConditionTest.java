package io.gitlab.verdict.tracker.rally.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

    @Test
    void escapesQuotesAndBackslashes() {
        assertThat(Condition.is("Build", "C:\\ci \"nightly\"")).isEqualTo("(Build = \"C:\\\\ci \\\"nightly\\\"\")");
    }

    @Test
    void joinsExactlyTwoTermsAtATime() {
        assertThat(Condition.isOneOf("FormattedID", List.of("TC1"))).isEqualTo("(FormattedID = \"TC1\")");
        assertThat(Condition.isOneOf("FormattedID", List.of("TC1", "TC2", "TC3")))
                .isEqualTo("((FormattedID = \"TC1\") OR ((FormattedID = \"TC2\") OR (FormattedID = \"TC3\")))");
        assertThat(Condition.and(Condition.isNull("TestCase"), Condition.isRef("TestSet", "/testset/7")))
                .isEqualTo("((TestCase = null) AND (TestSet = /testset/7))");
    }

    @Test
    void pageIsOrderedByObjectIdAndFormEncoded() {
        Query query = new Query(
                "testcase", QueryScope.workspace("/workspace/1"), Condition.is("Name", "a & b"), "ObjectID,Name");

        String page = query.page(2001);

        assertThat(page)
                .contains("order=ObjectID", "start=2001", "pagesize=2000", "project=null")
                .doesNotContain(" ");
        assertThat(URLDecoder.decode(page, StandardCharsets.UTF_8)).contains("query=(Name = \"a & b\")");
        assertThat(new Query("testcase", QueryScope.workspace("/workspace/1"), "", "ObjectID").page(1))
                .doesNotContain("query=");
    }
}
