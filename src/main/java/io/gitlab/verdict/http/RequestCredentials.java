package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** The credentials of requests to one server. They are asked for before each request, because tokens expire. */
public interface RequestCredentials {

    /**
     * Headers by name.
     *
     * @throws IOException if they cannot be obtained, such as a token
     */
    Map<String, Secret> headers() throws IOException;

    /**
     * Called when the server has answered HTTP 401.
     *
     * @param rejected the headers of that request
     * @return whether {@link #headers()} has other ones now, so that the request is sent once more
     */
    default boolean renew(Map<String, Secret> rejected) {
        return false;
    }

    /** All secrets so far, which must not be shown. */
    Collection<Secret> secrets();

    /** Credentials that never change, such as an API key. */
    static RequestCredentials fixed(Map<String, Secret> headers) {
        Map<String, Secret> fixed = Map.copyOf(headers);
        return new RequestCredentials() {
            @Override
            public Map<String, Secret> headers() {
                return fixed;
            }

            @Override
            public Collection<Secret> secrets() {
                return fixed.values();
            }
        };
    }
}
