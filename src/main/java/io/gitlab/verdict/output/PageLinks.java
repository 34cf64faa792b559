package io.gitlab.verdict.output;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Links within the page and to the tracker. */
final class PageLinks {

    private final PublicationDocument document;
    private final Map<String, Integer> resultOfTestCase;
    private final HtmlWriter html;

    PageLinks(PublicationDocument document, HtmlWriter html) {
        this.document = document;
        this.resultOfTestCase = IntStream.range(0, document.results().size())
                .boxed()
                .collect(toMap(i -> document.results().get(i).testCase(), i -> i, (first, second) -> first));
        this.html = html;
    }

    void testCases(List<String> testCases) throws IOException {
        String separator = "";
        for (String testCase : testCases) {
            html.print(separator);
            Integer result = resultOfTestCase.get(testCase);
            link(result == null ? null : "#r" + result, testCase);
            separator = ", ";
        }
    }

    void execution(int index) throws IOException {
        ExecutionEntry execution = document.executions().get(index);
        link("#e" + index, execution.displayName());
    }

    void link(String address, String text) throws IOException {
        if (address == null) {
            html.print("<bdi>{}</bdi>", text);
        } else {
            html.print("<a href=\"{}\"><bdi>{}</bdi></a>", address, text);
        }
    }
}
