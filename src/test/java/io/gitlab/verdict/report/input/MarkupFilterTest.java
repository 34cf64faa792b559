package io.gitlab.verdict.report.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupFilterTest {

    private static final String XML = "<a>< m='x'/></><b c='< /'/><![CDATA[< </>]]><!-- < --></a> <";
    private static final String REPAIRED = "<a>  m='x'/> /><b c='< /'/><![CDATA[< </>]]><!-- < --></a> <";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 4000})
    void makesTextOfNamelessTagsWhereverABlockEnds(int block) throws IOException {
        StringBuilder read = new StringBuilder();
        char[] buffer = new char[block];
        try (Reader markup = new MarkupFilter(new StringReader(XML))) {
            for (int count = markup.read(buffer, 0, block); count >= 0; count = markup.read(buffer, 0, block)) {
                read.append(buffer, 0, count);
            }
        }
        assertThat(read).hasToString(REPAIRED);
    }
}
