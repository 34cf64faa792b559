package io.gitlab.verdict.http;

import java.util.Optional;

/** Detects replies that report a request quota as used up, after which no request is sent any more. */
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
