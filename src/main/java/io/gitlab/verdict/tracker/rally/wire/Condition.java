package io.gitlab.verdict.tracker.rally.wire;

import java.util.List;

/** Builds query conditions. In WSAPI's grammar, AND and OR join exactly two terms in parentheses. */
public final class Condition {
    private Condition() {}

    public static String is(String attribute, String value) {
        return "(" + attribute + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\")";
    }

    public static String isRef(String attribute, String ref) {
        return "(" + attribute + " = " + ref + ")";
    }

    public static String isNull(String attribute) {
        return "(" + attribute + " = null)";
    }

    public static String and(String left, String right) {
        return "(" + left + " AND " + right + ")";
    }

    public static String or(String left, String right) {
        return "(" + left + " OR " + right + ")";
    }

    /** The attribute has one of the values. A balanced tree, because a server may parse it recursively. */
    public static String isOneOf(String attribute, List<String> values) {
        if (values.size() == 1) {
            return is(attribute, values.get(0));
        }
        int middle = values.size() / 2;
        return "(" + isOneOf(attribute, values.subList(0, middle)) + " OR "
                + isOneOf(attribute, values.subList(middle, values.size())) + ")";
    }
}
