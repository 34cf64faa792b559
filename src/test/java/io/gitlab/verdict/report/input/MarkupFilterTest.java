package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupFilterTest {

    private static final String XML = "<a>< m='x'/></><b c='< /'/><![CDATA[< </>]]><!-- < --></a> <";
    private static final String REPAIRED = "<a>  m='x'/> /><b c='< /'/><![CDATA[< </>]]><!-- < --></a> <";

    private static final int BUFFER = 32 << 10;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 4000})
    void makesTextOfNamelessTagsWhereverABlockEnds(int block) throws IOException {
        assertThat(filtered(XML, block)).isEqualTo(REPAIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "&#0;, \uFFFD",
        "&#xFFFF;, \uFFFD",
        "&#xfffe;, \uFFFD",
        "&#xD83D;&#xDE00;, \uD83D\uDE00",
        "&#55357;&#56832;, \uD83D\uDE00",
        "&#xD83D; &#xDE00;, \uFFFD \uFFFD",
        "&#xDE00;&#xD83D;, \uFFFD\uFFFD",
        "&#xD83D;&#65;, \uFFFD&#65;",
        "&#xD83D;&#xD83D;&#xDE00;, \uFFFD\uD83D\uDE00",
        "&#x110000;, \uFFFD",
        "&#99999999999999999999;, \uFFFD",
        "&#x0000000000000000041;, &#x0000000000000000041;",
        "&#;, \uFFFD",
        "&#x;, \uFFFD",
        "&#12 a, \uFFFD a",
        "&#27;&#x9;&#x1F600;, &#27;&#x9;&#x1F600;",
        "&amp;&lt;&#38;, &amp;&lt;&#38;",
    })
    void replacesReferencesToInvalidCharacters(String reference, String replaced) throws IOException {
        for (String frame :
                List.of("<a b='%s'/>", "<a b=\"'%s'\">", "<a>%s</a>", "<!-- %%s --><a><![CDATA[ ]] ]]>%s")) {
            String expected = String.format(frame, replaced);
            assertThat(filtered(String.format(frame, reference), 1)).isEqualTo(expected);
            assertThat(filtered(String.format(frame, reference), 4000)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<![CDATA[&#0;]] &#xD83D;&#xDE00;]]>", "<!-- &#0; - -- > &#0; -->", "<?a &#0; ?>"})
    void leavesPlainTextAlone(String xml) throws IOException {
        assertThat(filtered(xml, 7)).isEqualTo(xml);
    }

    @Test
    void replacesWhereverTheBufferEnds() throws IOException {
        for (int before = BUFFER - 30; before <= BUFFER + 2; before++) {
            String text = "x".repeat(before);
            String xml = text + "&#xD83D;&#xDE00;<a b='&#0;'>< /><![CDATA[&#0;]]>\0&#0;</a>";
            String expected = text + "\uD83D\uDE00<a b='\uFFFD'>  /><![CDATA[&#0;]]> \uFFFD</a>";
            assertThat(filtered(xml, 4000).replace("]]><![CDATA[", "")).isEqualTo(expected);
        }
    }

    @Test
    void dividesALongCdataSection() throws IOException {
        String text = "a]b]]".repeat(BUFFER);
        String[] parts = filtered("<a><![CDATA[" + text + "]]></a>", 4000).split("]]><!\\[CDATA\\[", -1);
        assertThat(parts)
                .hasSizeGreaterThan(4)
                .allSatisfy(part -> assertThat(part).hasSizeLessThanOrEqualTo(BUFFER));
        assertThat(String.join("", parts)).isEqualTo("<a><![CDATA[" + text + "]]></a>");
    }

    @Test
    void readsAnEndlessNumberInBoundedMemory() throws IOException {
        String digits = "0".repeat(1 << 20);
        assertThat(filtered("<a>&#" + digits + ";</a>", 4000))
                .startsWith("<a>\uFFFD00")
                .endsWith(";</a>")
                .hasSizeLessThan(digits.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a", "<a>&", "<a>&#", "<a>&#1", "<a><", "<a><!", "<a><![CDATA[ ]", "<a b='&#xD83D;"})
    void readsACutFileToItsEnd(String xml) throws IOException {
        assertThat(filtered(xml, 3)).startsWith(xml.substring(0, 2)).hasSizeLessThanOrEqualTo(xml.length());
    }

    private static String filtered(String xml, int block) throws IOException {
        StringBuilder read = new StringBuilder();
        char[] buffer = new char[block];
        try (Reader markup = new MarkupFilter(new StringReader(xml))) {
            for (int count = markup.read(buffer, 0, block); count >= 0; count = markup.read(buffer, 0, block)) {
                read.append(buffer, 0, count);
            }
        }
        return read.toString();
    }
}
