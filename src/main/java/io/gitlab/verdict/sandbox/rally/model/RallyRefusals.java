package io.gitlab.verdict.sandbox.rally.model;

import io.gitlab.verdict.sandbox.Refusal;

/** The refusals of Rally: HTTP 200 with an error in the envelope. */
public final class RallyRefusals {
    private static final int OK = 200;

    private RallyRefusals() {}

    /** A refusal with this error text. */
    public static Refusal of(String error) {
        return new Refusal(OK, error);
    }

    /** A reference to an object that does not exist, is invisible or is of another type. */
    public static Refusal badReference() {
        return of("Could not read: Could not read referenced object null");
    }

    /** An object to read does not exist. */
    public static Refusal notFound() {
        return of("Cannot find object to read");
    }
}
