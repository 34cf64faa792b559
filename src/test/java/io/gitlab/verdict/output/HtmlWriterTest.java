package io.gitlab.verdict.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HtmlWriterTest {

    @Test
    void keepsTextsInsideTheirAttribute() throws IOException {
        StringWriter page = new StringWriter();
        new HtmlWriter(page).print("<a title=\"{}\" href='{}'>", "\" onclick=\"x", "' onclick='x");
        assertThat(page).hasToString("<a title=\"&quot; onclick=&quot;x\" href='&#39; onclick=&#39;x'>");
    }

    @Test
    void putsEachTextInItsPlaceAndNothingForNull() throws IOException {
        StringWriter page = new StringWriter();
        new HtmlWriter(page).print("<b>{}</b>{}<i>{}</i>", "{}", null, 3);
        assertThat(page).hasToString("<b>{}</b><i>3</i>");
    }
}
