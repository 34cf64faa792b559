package io.gitlab.verdict.tracker;

import io.gitlab.verdict.domain.Result;

/** One difference between what should be and what is. */
public sealed interface Change {

    /** What should be. */
    Result result();

    /** The tracker does not hold the result. */
    record Create(Result result) implements Change {}

    /** The tracker holds the result, but not as it should be. */
    record Repair(Result result, StoredResult stored) implements Change {}
}
