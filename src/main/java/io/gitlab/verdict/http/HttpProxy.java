package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A forward proxy.
 *
 * @param host its name
 * @param port its port
 * @param user who signs on at the proxy; empty: nobody
 * @param password the user's password; empty: none
 */
public record HttpProxy(String host, int port, Optional<String> user, Optional<Secret> password) {
    public HttpProxy {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }
}
