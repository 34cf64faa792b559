package io.gitlab.verdict.tracker.rally.wire;

import tools.jackson.databind.JsonNode;

/** Reads and builds refs, the references to Rally objects, such as {@code /testcase/123}. */
public final class Refs {
    private static final int MAX_DIGITS = 18;

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
        return lastNumber(reference.path("_ref").asString(""));
    }

    /** Without a regular expression, because it is asked several times for each of thousands of objects. */
    private static long lastNumber(String ref) {
        int end = ref.endsWith(".js") ? ref.length() - 3 : ref.length();
        int start = ref.lastIndexOf('/', end) + 1;
        long number = 0;
        for (int i = start; i < end; i++) {
            char c = ref.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return start > 0 && end - start <= MAX_DIGITS ? number : 0;
    }

    /** The ObjectID in a setting, or 0 if the setting is a name instead of an ObjectID or a ref. */
    public static long objectId(String setting) {
        boolean named = setting.contains("/") || setting.chars().allMatch(Character::isDigit);
        return named ? lastNumber("/" + setting) : 0;
    }
}
