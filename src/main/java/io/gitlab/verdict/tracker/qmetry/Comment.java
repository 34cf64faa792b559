package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Escaped;
import java.util.regex.Pattern;

/**
 * What stands beside a status. All that passed in a build have the same, so that one call sets the status of many; what
 * did not pass tells why. Whether QMetry shows markup in a comment is not documented.
 */
final class Comment {
    /** Assumption: no source tells how long a comment can be. */
    private static final int LONGEST = 1_000;

    private static final Pattern BEGUN_ENTITY = Pattern.compile("&#?\\w{0,6}$");

    private Comment() {}

    static String write(Result result, String build) {
        return Escaped.of(cut(result.verdict() == Verdict.PASS ? build : build + "\n" + result.notes()));
    }

    /** A remark before what a comment said until now, in which markup may be escaped already. */
    static String before(String remark, String comment) {
        return cut(Escaped.of(remark) + (comment.isEmpty() ? "" : "\n" + comment));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return BEGUN_ENTITY.matcher(text.substring(0, end)).replaceFirst("") + "... (cut)";
    }
}
