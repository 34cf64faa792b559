package io.gitlab.verdict.sandbox.rally.schema;

/** The attribute types of the WSAPI that the sandbox supports. */
public enum Kind {
    STRING,
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    DATE,
    OBJECT,
    COLLECTION,
    BINARY_DATA;

    public boolean isText() {
        return this == STRING || this == TEXT;
    }
}
