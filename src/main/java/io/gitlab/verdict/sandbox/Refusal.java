package io.gitlab.verdict.sandbox;

/** A request that the tracker refuses; the message is the text or code of its answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status the HTTP status of the answer */
    public Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }
}
