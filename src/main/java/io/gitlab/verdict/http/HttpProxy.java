package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A forward proxy.
 *
 * @param protocol the protocol of the addresses that are reached through it: {@code http} or {@code https}
 * @param host host name
 * @param port port
 * @param user user name at the proxy; empty if the proxy requires none
 * @param password the user's password; empty if there is none
 * @param nonProxyHosts hosts that are reached without the proxy; {@code *} matches any characters
 */
public record HttpProxy(
        String protocol,
        String host,
        int port,
        Optional<String> user,
        Optional<Secret> password,
        List<String> nonProxyHosts) {

    public HttpProxy {
        requireNonNull(protocol, "protocol");
        requireNonNull(host, "host");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
        nonProxyHosts = List.copyOf(nonProxyHosts);
    }

    /**
     * The proxy for a server, chosen as Maven does: the first of the server's protocol that does not except the host, for an
     * HTTPS server else the first for HTTP.
     */
    public static Optional<HttpProxy> of(List<HttpProxy> proxies, URI server) {
        return Stream.of(server.getScheme(), "http")
                .distinct()
                .flatMap(protocol ->
                        proxies.stream().filter(proxy -> proxy.protocol().equalsIgnoreCase(protocol)))
                .filter(proxy -> proxy.appliesTo(server.getHost()))
                .findFirst();
    }

    boolean appliesTo(String target) {
        return nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, target));
    }

    private static boolean matches(String pattern, String target) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(target).matches();
    }
}
