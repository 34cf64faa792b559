package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Refusal;

/** The refusals of QMetry: an HTTP status and a code. */
final class QmetryRefusals {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private QmetryRefusals() {}

    /** Every refusal without a code of its own. */
    static Refusal general() {
        return new Refusal(BAD_REQUEST, "CO.GENERAL_EXCEPTION");
    }

    static Refusal missingField() {
        return new Refusal(BAD_REQUEST, "CO.MANDATORY_FIELDS_MISSING");
    }

    static Refusal notFound() {
        return new Refusal(BAD_REQUEST, "CO.ENTITY_NOT_FOUND_ERROR");
    }

    static Refusal invalidKey() {
        return new Refusal(UNAUTHORIZED, "CO.INVALID_API_KEY");
    }
}
