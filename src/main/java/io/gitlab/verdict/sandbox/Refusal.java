package io.gitlab.verdict.sandbox;

/** An operation that the tracker answers with an error; the message is the wire text. */
final class Refusal extends RuntimeException {
    Refusal(String message) {
        super(message, null, false, false);
    }

    static Refusal badReference() {
        return new Refusal("Could not read: Could not read referenced object null");
    }

    static Refusal notFound() {
        return new Refusal("Cannot find object to read");
    }
}
