package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A forward proxy.
 *
 * @param host its name
 * @param port its port
 * @param user who signs on at the proxy; empty: nobody
 * @param password the user's password; empty: none
 * @param nonProxyHosts hosts that are reached without it, with {@code *} for any characters
 */
public record HttpProxy(
        String host, int port, Optional<String> user, Optional<Secret> password, List<String> nonProxyHosts) {

    public HttpProxy {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        nonProxyHosts = List.copyOf(nonProxyHosts);
    }

    boolean leadsTo(String target) {
        return nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, target));
    }

    private static boolean matches(String pattern, String target) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(target).matches();
    }
}
