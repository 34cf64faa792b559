package io.gitlab.verdict.http;

import java.util.Optional;

/** Detects replies that report an exhausted request quota, after which no further request is sent. */
@FunctionalInterface
public interface QuotaDetector {
    /** For servers without a quota. */
    QuotaDetector NONE = (call, reply) -> Optional.empty();

    /**
     * Checks a reply. A request that was refused because of the quota was certainly not applied.
     *
     * @return the message for the user; empty if the quota is not used up
     */
    Optional<String> usedUp(HttpCall call, HttpReply reply);
}
