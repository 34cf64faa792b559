package io.gitlab.verdict.sandbox;

/** The attribute types of the WSAPI that the sandbox knows; text is held to a length, references to a type. */
enum Kind {
    STRING,
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    OBJECT,
    COLLECTION,
    BINARY_DATA;

    boolean isText() {
        return this == STRING || this == TEXT;
    }
}
