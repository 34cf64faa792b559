package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/**
 * A tracker's wire format that the sandbox speaks. Found as a service ({@link java.util.ServiceLoader}): a further dialect
 * is a package and one line in {@code META-INF/services}.
 */
public interface Dialect {
    /** A short name, such as {@code rally}: also the name of its directory inside the state directory. */
    String name();

    /** The first segment of its paths, such as {@code slm/}; below {@code audit/} the same paths are free of faults. */
    String path();

    /** The text of the tracker's maintenance page, which has HTTP status 200. */
    String offlineText();

    /**
     * Starts the dialect.
     *
     * @throws IOException if its state cannot be read or written
     * @throws IllegalArgumentException if its configuration is invalid
     */
    DialectService open(DialectContext context) throws IOException;

    /** All dialects of this plugin. */
    static List<Dialect> all() {
        return ServiceLoader.load(Dialect.class, Dialect.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
