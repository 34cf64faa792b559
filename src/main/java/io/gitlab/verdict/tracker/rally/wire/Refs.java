package io.gitlab.verdict.tracker.rally.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads and builds refs, the references to Rally objects, such as {@code /testcase/123}. */
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

    /** The ObjectID in a reference field, or 0 if the field is unset. */
    public static long objectId(JsonNode reference) {
        Matcher ref = LAST_NUMBER.matcher(reference.path("_ref").asString(""));
        return ref.matches() ? Long.parseLong(ref.group(1)) : 0;
    }

    /** The ObjectID in a setting, or 0 if the setting is a name instead of an ObjectID or a ref. */
    public static long objectId(String setting) {
        Matcher ref = LAST_NUMBER.matcher("/" + setting);
        boolean named = setting.contains("/") || setting.chars().allMatch(Character::isDigit);
        return named && ref.matches() ? Long.parseLong(ref.group(1)) : 0;
    }
}
