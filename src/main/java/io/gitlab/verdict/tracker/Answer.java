package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** What a tracker answered to a change. */
public sealed interface Answer {

    /** The tracker says that it did it. */
    record Applied() implements Answer {}

    /**
     * The tracker certainly did not do it.
     *
     * @param reason why, in the tracker's words
     * @param worthRetrying whether the same change may succeed later
     */
    record Refused(String reason, boolean worthRetrying) implements Answer {}

    /**
     * The tracker certainly did not do it, for a reason that is not its own and that only a person can mend, such as a key
     * that may not write. Nothing else will be done either.
     *
     * @param reason why, in the tracker's words
     */
    record Forbidden(String reason) implements Answer {}

    /**
     * The change was certainly not done, for a reason that is not its own, and may be tried again: it never left this
     * machine, or the tracker was too busy to look at it.
     *
     * @param reason why
     * @param retryAfter how long the tracker asks to wait before anything else is sent
     */
    record NotSent(String reason, Optional<Duration> retryAfter) implements Answer {
        public NotSent {
            requireNonNull(retryAfter, "retryAfter");
        }

        public NotSent(String reason) {
            this(reason, Optional.empty());
        }
    }

    /**
     * The tracker may or may not have done it: no answer came, or none that tells.
     *
     * @param reason what happened
     * @param retryAfter how long the tracker asks to wait before anything else is sent
     */
    record Unknown(String reason, Optional<Duration> retryAfter) implements Answer {
        public Unknown {
            requireNonNull(retryAfter, "retryAfter");
        }

        public Unknown(String reason) {
            this(reason, Optional.empty());
        }
    }
}
