package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids that users see, such as TC12: a prefix per type and a number, unique in a workspace. */
public final class FormattedIds {
    private static final Pattern ID = Pattern.compile("([A-Z]+)([1-9]\\d{0,8})");

    private FormattedIds() {}

    public static String next(Type type, Long workspace, Entities entities) {
        return type.prefix() + entities.next(counter(workspace, type.prefix()));
    }

    /** Reserves the id of this object. */
    public static void claim(Entity entity, Entities entities) {
        Matcher id = ID.matcher(entity.text("FormattedID"));
        if (id.matches()) {
            entities.raise(counter(entity.reference("Workspace"), id.group(1)), Long.parseLong(id.group(2)));
        }
    }

    private static String counter(Long workspace, String prefix) {
        return workspace + ":" + prefix;
    }
}
