package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.output.PublicationDocument.AttachmentEntry;
import io.gitlab.verdict.text.Counted;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Each piece of evidence: its place, and why it is not attached to its result. */
record AttachmentSection(PublicationDocument document, PageLinks links, HtmlWriter html) {

    private static final Map<String, String> STATES = Map.of(
            State.ATTACHED.text(), "attached",
            State.ALREADY_THERE.text(), "already there",
            State.LINKED.text(), "kept elsewhere",
            State.REFUSED.text(), "refused",
            State.WAITING.text(), "waiting for a replay");

    void write() throws IOException {
        html.print(
                "<p>{}</p>\n",
                Counted.each(
                        document.attachments().stream().map(one -> STATES.getOrDefault(one.state(), one.state()))));
        html.print("<div class=\"wide\"><table>\n<thead><tr><th>Test case</th><th>File</th><th>Bytes</th><th>State</th>"
                + "<th>Execution</th></tr></thead>\n<tbody>\n");
        for (AttachmentEntry attachment : document.attachments()) {
            html.print("<tr><td>");
            links.testCases(List.of(attachment.testCase()));
            html.print("</td><th scope=\"row\">");
            links.link(attachment.url(), attachment.name());
            html.print("</th><td class=\"number\">{}</td>", attachment.size());
            html.print("<td>{}", STATES.getOrDefault(attachment.state(), attachment.state()));
            html.print(attachment.reason() == null ? "" : ": ");
            html.print("<bdi>{}</bdi></td><td><bdi>{}</bdi></td></tr>\n", attachment.reason(), attachment.execution());
        }
        html.print("</tbody>\n</table></div>\n");
    }
}
