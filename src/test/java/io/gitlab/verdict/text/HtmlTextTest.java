package io.gitlab.verdict.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HtmlTextTest {
    @Test
    void escapesMarkupAndQuotes() {
        assertThat(HtmlText.escape("<a title=\"x\">O'Hara & Söhne</a> &lt;"))
                .isEqualTo("&lt;a title=&quot;x&quot;&gt;O&#39;Hara &amp; Söhne&lt;/a&gt; &amp;lt;");
    }

    @Test
    void leavesQuotesInContent() {
        assertThat(HtmlText.escapeContent("<b> \"O'Hara\" &")).isEqualTo("&lt;b&gt; \"O'Hara\" &amp;");
    }
}
