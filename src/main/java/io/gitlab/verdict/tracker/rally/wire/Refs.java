package io.gitlab.verdict.tracker.rally.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** References to Rally objects: {@code /testcase/123}, absolute or relative. */
public final class Refs {
    private static final Pattern LAST_NUMBER = Pattern.compile(".*/(\\d{1,18})(\\.js)?$");

    private Refs() {}

    public static String of(String type, long objectId) {
        return "/" + type + "/" + objectId;
    }

    public static String of(String type, JsonNode object) {
        return of(type, ownObjectId(object));
    }

    /** The ObjectID of an object that was fetched, or 0 if it was not fetched. */
    public static long ownObjectId(JsonNode object) {
        return object.path("ObjectID").asLong(0);
    }

    /** The ObjectID that a reference field points to, or 0 when it is unset. */
    public static long objectId(JsonNode reference) {
        Matcher ref = LAST_NUMBER.matcher(reference.path("_ref").asString(""));
        return ref.matches() ? Long.parseLong(ref.group(1)) : 0;
    }

    /** The ObjectID in a setting that is an ObjectID or a reference, or 0 when it is a name. */
    public static long objectId(String setting) {
        Matcher ref = LAST_NUMBER.matcher("/" + setting);
        boolean named = setting.contains("/") || setting.chars().allMatch(Character::isDigit);
        return named && ref.matches() ? Long.parseLong(ref.group(1)) : 0;
    }
}
