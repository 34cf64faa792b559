package io.gitlab.verdict.tracker.qmetry.result;

import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.Escaped;
import java.util.regex.Pattern;

/**
 * The comment of a status. All passed results of a build share one comment, so that one call sets many statuses; other
 * comments contain the reason. QMetry does not document whether it renders markup in comments.
 */
public final class Comment {
    /** Assumption: QMetry does not document a limit. */
    private static final int LONGEST = 1_000;

    private static final Pattern CUT_ENTITY = Pattern.compile("&#?\\w{0,6}$");

    private Comment() {}

    static String write(Result result, String build) {
        return Escaped.of(cut(text(result, build)));
    }

    /** Whether the comment of a result contains its notes, uncut. */
    public static boolean holdsNotes(Result result, String build) {
        String text = text(result, build);
        return text.length() <= LONGEST && text.endsWith(result.notes());
    }

    private static String text(Result result, String build) {
        return result.verdict() == Verdict.PASS ? build : build + "\n" + result.notes();
    }

    /** Prepends a remark to a stored comment, in which markup may already be escaped. */
    public static String before(String remark, String comment) {
        return cut(Escaped.of(remark) + (comment.isEmpty() ? "" : "\n" + comment));
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return CUT_ENTITY.matcher(text.substring(0, end)).replaceFirst("") + "... (cut)";
    }
}
