package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A text in a name that looks like an id of a test case and was not taken for one.
 *
 * @param text the text, with the word that it is part of, such as {@code TC12x}
 * @param id the id that it looks like, such as {@code TC12}; empty: it is an id of another project
 */
public record NearMiss(String text, Optional<String> id) {
    public NearMiss {
        requireNonNull(text, "text");
        requireNonNull(id, "id");
    }

    /** As part of a sentence: {@code "TC12x" is not taken as TC12}. */
    public String phrase() {
        return "\"" + text + "\" is " + id.map(taken -> "not taken as " + taken).orElse("of another project");
    }
}
