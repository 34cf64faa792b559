package io.gitlab.verdict.tracker.rally.wire;

import java.util.List;
import java.util.Set;

/** Classifies the texts of an {@code Errors} array. WSAPI has no error codes, so the text decides. */
public final class WsapiErrors {
    private static final Set<String> CONFLICT = Set.of("ConcurrencyConflict", "Concurrency conflict");

    /** Rally's answer to a batch: either a conflict with another writer, or one invalid entry. */
    private static final String NOT_TOGETHER = "Could not write changes in Unit Of Work";

    private static final String ALREADY_DELETED = "Object to delete cannot be null";

    private WsapiErrors() {}

    /** Whether the API key itself was refused: no other request will succeed either. */
    public static boolean invalidKey(List<String> errors) {
        return contains(errors, "Invalid key");
    }

    /** Whether the user lacks the permission. Assumption: no source documents the text. */
    public static boolean notAuthorized(List<String> errors) {
        return contains(errors, "Not authorized");
    }

    /** Whether another write changed the same object at the same time. */
    public static boolean conflict(List<String> errors) {
        return CONFLICT.stream().anyMatch(text -> contains(errors, text));
    }

    /** Whether the same request may succeed later. */
    public static boolean transientFailure(List<String> errors) {
        return conflict(errors) || contains(errors, NOT_TOGETHER);
    }

    /** Whether the object to delete no longer exists, for example because another job deleted it. */
    static boolean alreadyDeleted(List<String> errors) {
        return errors.contains(ALREADY_DELETED);
    }

    private static boolean contains(List<String> errors, String text) {
        return errors.stream().anyMatch(error -> error.contains(text));
    }
}
