package io.gitlab.verdict.sandbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids that people use, such as TC12: a prefix per type and a number, unique within a workspace. */
final class FormattedIds {
    private static final Pattern ID = Pattern.compile("([A-Z]+)([1-9]\\d{0,8})");

    private FormattedIds() {}

    static String next(Type type, Long workspace, Store store) {
        return type.prefix() + store.next(counter(workspace, type.prefix()));
    }

    /** Makes sure that nobody else gets the id of this object. */
    static void claim(Entity entity, Store store) {
        Matcher id = ID.matcher(entity.text("FormattedID"));
        if (id.matches()) {
            store.raise(counter(entity.reference("Workspace"), id.group(1)), Long.parseLong(id.group(2)));
        }
    }

    private static String counter(Long workspace, String prefix) {
        return workspace + ":" + prefix;
    }
}
