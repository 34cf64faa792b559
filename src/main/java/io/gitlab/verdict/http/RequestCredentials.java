package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** The credentials of requests to one server. Read before each request, because tokens expire. */
public interface RequestCredentials {

    /**
     * The headers by name.
     *
     * @throws IOException if the credentials, such as a token, cannot be obtained
     */
    Map<String, Secret> headers() throws IOException;

    /**
     * Called after HTTP 401.
     *
     * @param rejected the headers of the rejected request
     * @return whether {@link #headers()} now returns other headers, so that the request is sent once more
     */
    default boolean renew(Map<String, Secret> rejected) {
        return false;
    }

    /** All secrets used so far, for masking. */
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
