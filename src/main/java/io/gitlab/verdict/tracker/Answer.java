package io.gitlab.verdict.tracker;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** A tracker's answer to a change. */
public sealed interface Answer {

    /** The kinds of answers, for an exhaustive {@code switch}. */
    enum Kind {
        APPLIED,
        REFUSED,
        FORBIDDEN,
        NOT_SENT,
        UNKNOWN
    }

    /** The tracker states that it applied the change. */
    record Applied() implements Answer {
        @Override
        public Kind kind() {
            return Kind.APPLIED;
        }

        @Override
        public String reason() {
            return "";
        }
    }

    /**
     * The tracker certainly did not apply the change.
     *
     * @param reason why, in the tracker's words
     * @param worthRetrying whether the same change may succeed later
     */
    record Refused(String reason, boolean worthRetrying) implements Answer {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /**
     * The tracker certainly did not apply the change, for a reason that concerns every change and that only a user can
     * correct, such as a read-only key.
     *
     * @param reason why, in the tracker's words
     */
    record Forbidden(String reason) implements Answer {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }
    }

    /**
     * The change was certainly not applied and may be tried again: it never left this machine, or the tracker was too busy
     * to process it.
     *
     * @param reason why
     * @param retryAfter how long the tracker asks to wait before the next request
     */
    record NotSent(String reason, Optional<Duration> retryAfter) implements Answer {
        public NotSent {
            requireNonNull(retryAfter, "retryAfter");
        }

        public NotSent(String reason) {
            this(reason, Optional.empty());
        }

        @Override
        public Kind kind() {
            return Kind.NOT_SENT;
        }
    }

    /**
     * The tracker may or may not have applied the change: no usable answer arrived.
     *
     * @param reason what happened
     * @param retryAfter how long the tracker asks to wait before the next request
     */
    record Unknown(String reason, Optional<Duration> retryAfter) implements Answer {
        public Unknown {
            requireNonNull(retryAfter, "retryAfter");
        }

        public Unknown(String reason) {
            this(reason, Optional.empty());
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    Kind kind();

    /** Why the change was not applied, or may not have been; empty if it was. */
    String reason();

    /** How long the tracker asks to wait before the next request. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Whether the tracker states that it applied the change. */
    default boolean applied() {
        return kind() == Kind.APPLIED;
    }

    /** Whether the tracker refused this change, which says nothing about others. */
    default boolean refused() {
        return kind() == Kind.REFUSED;
    }

    /** Whether the tracker refuses every change until a user corrects something. */
    default boolean forbidden() {
        return kind() == Kind.FORBIDDEN;
    }

    /** Whether the tracker may hold the change. */
    default boolean mayBeApplied() {
        return switch (kind()) {
            case APPLIED, UNKNOWN -> true;
            case REFUSED, FORBIDDEN, NOT_SENT -> false;
        };
    }

    /** Whether the tracker processed the change, so that its writes work. */
    default boolean decided() {
        return switch (kind()) {
            case APPLIED, REFUSED, FORBIDDEN -> true;
            case NOT_SENT, UNKNOWN -> false;
        };
    }

    /** Whether the change was certainly not applied, and the same change may succeed later. */
    default boolean worthRetrying() {
        return switch (kind()) {
            case NOT_SENT -> true;
            case APPLIED, REFUSED, FORBIDDEN, UNKNOWN -> false;
        };
    }
}
