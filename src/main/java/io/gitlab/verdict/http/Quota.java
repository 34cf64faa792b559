package io.gitlab.verdict.http;

import java.util.Optional;

/** Knows the answers that say that no more requests will be answered for long, so that none is sent after them. */
@FunctionalInterface
public interface Quota {
    /** No answer says so. */
    Quota NONE = (call, reply) -> Optional.empty();

    /**
     * Whether an answer says so; the request was certainly not applied then.
     *
     * @return what to tell a person; empty when it does not say so
     */
    Optional<String> usedUp(HttpCall call, HttpReply reply);
}
