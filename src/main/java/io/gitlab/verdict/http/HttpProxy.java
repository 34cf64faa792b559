package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.Secret;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A forward proxy.
 *
 * @param host host name
 * @param port port
 * @param user user name at the proxy; empty if the proxy requires none
 * @param password the user's password; empty if there is none
 * @param nonProxyHosts hosts that are reached without the proxy; {@code *} matches any characters
 */
public record HttpProxy(
        String host, int port, Optional<String> user, Optional<Secret> password, List<String> nonProxyHosts) {

    public HttpProxy {
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        nonProxyHosts = List.copyOf(nonProxyHosts);
    }

    boolean appliesTo(String target) {
        return nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, target));
    }

    private static boolean matches(String pattern, String target) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(target).matches();
    }
}
