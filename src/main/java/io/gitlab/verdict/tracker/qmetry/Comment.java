package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.Verdict;
import java.util.regex.Pattern;

/**
 * What stands beside a status. All that passed in a build have the same, so that one call sets the status of many; what
 * did not pass tells why.
 */
final class Comment {
    /** Assumption: no source tells how long a comment can be. */
    private static final int LONGEST = 1_000;

    private static final Pattern NOT_SHOWN = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|[\\uFFFE\\uFFFF]|\\p{Cs}");

    private Comment() {}

    static String write(Result result, String build) {
        return escape(cut(result.verdict() == Verdict.PASS ? build : build + "\n" + result.notes()));
    }

    /** A remark before what a comment said until now. */
    static String before(String remark, String comment) {
        return cut(escape(remark) + (comment.isEmpty() ? "" : "\n" + comment));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "... (cut)";
    }

    /** Whether QMetry shows markup in a comment is not documented. */
    private static String escape(String text) {
        return NOT_SHOWN
                .matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
