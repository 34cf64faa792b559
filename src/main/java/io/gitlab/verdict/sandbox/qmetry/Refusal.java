package io.gitlab.verdict.sandbox.qmetry;

/** Why a request is not carried out, as a code. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private Refusal(int status, String code) {
        super(code, null, false, false);
        this.status = status;
    }

    /** Whatever has no code of its own. */
    static Refusal general() {
        return new Refusal(400, "CO.GENERAL_EXCEPTION");
    }

    static Refusal missingField() {
        return new Refusal(400, "CO.MANDATORY_FIELDS_MISSING");
    }

    static Refusal notFound() {
        return new Refusal(400, "CO.ENTITY_NOT_FOUND_ERROR");
    }

    static Refusal invalidKey() {
        return new Refusal(401, "CO.INVALID_API_KEY");
    }

    int status() {
        return status;
    }
}
