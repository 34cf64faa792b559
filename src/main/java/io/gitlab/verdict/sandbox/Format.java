package io.gitlab.verdict.sandbox;

import tools.jackson.databind.JsonNode;

/**
 * How changes are written to the journal.
 *
 * @param <S> the state that the changes build
 * @param <C> a change
 */
public interface Format<S, C> {
    /** The change as JSON. */
    JsonNode write(C change);

    /**
     * The change that was written.
     *
     * @param state built from the changes before
     * @throws RuntimeException if the JSON is not a change
     */
    C read(JsonNode json, S state);
}
