package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The proxies that Java's system properties and the usual environment variables name. */
public final class SystemProxies {

    private SystemProxies() {}

    /**
     * {@code https.proxyHost}, {@code http.proxyHost} and their ports with {@code http.nonProxyHosts}, then
     * {@code HTTPS_PROXY}, {@code https_proxy}, {@code http_proxy} with {@code NO_PROXY}. {@code HTTP_PROXY} in upper case is
     * not used, as in curl, because a CGI program gets it from the request.
     *
     * @param properties the system properties
     * @param environment the environment variables
     */
    public static List<HttpProxy> of(Properties properties, Map<String, String> environment) {
        List<HttpProxy> proxies = new ArrayList<>();
        for (String protocol : List.of("https", "http")) {
            fromProperties(protocol, properties).ifPresent(proxies::add);
        }
        List<String> excepted = excepted(environment);
        fromVariable("https", environment, excepted, "HTTPS_PROXY", "https_proxy")
                .ifPresent(proxies::add);
        fromVariable("http", environment, excepted, "http_proxy").ifPresent(proxies::add);
        return proxies;
    }

    private static Optional<HttpProxy> fromProperties(String protocol, Properties properties) {
        String host = properties.getProperty(protocol + ".proxyHost", "").strip();
        String port = properties.getProperty(protocol + ".proxyPort", "").strip();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        // Java reads http.nonProxyHosts for both protocols.
        List<String> excepted = split(properties.getProperty("http.nonProxyHosts", ""), "\\|");
        int standard = protocol.equals("https") ? 443 : 80;
        return Optional.of(new HttpProxy(
                protocol,
                host,
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : standard,
                Optional.empty(),
                Optional.empty(),
                excepted));
    }

    private static Optional<HttpProxy> fromVariable(
            String protocol, Map<String, String> environment, List<String> excepted, String... names) {
        return Stream.of(names)
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .flatMap(value -> parse(protocol, value, excepted));
    }

    private static Optional<HttpProxy> parse(String protocol, String value, List<String> excepted) {
        try {
            URI uri = URI.create(value.contains("://") ? value : "http://" + value);
            if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
                // A proxy that is itself reached by TLS or SOCKS is not supported.
                return Optional.empty();
            }
            String[] user = uri.getUserInfo() == null
                    ? new String[0]
                    : uri.getUserInfo().split(":", 2);
            return Optional.of(new HttpProxy(
                    protocol,
                    uri.getHost(),
                    uri.getPort() < 0 ? 80 : uri.getPort(),
                    user.length > 0 ? Optional.of(user[0]) : Optional.empty(),
                    user.length > 1 ? Optional.of(new Secret(user[1])) : Optional.empty(),
                    excepted));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code .example.com} and {@code example.com} also mean the hosts below. */
    private static List<String> excepted(Map<String, String> environment) {
        String value = Stream.of("NO_PROXY", "no_proxy")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return split(value, "[,\\s]").stream()
                .map(host -> host.startsWith(".") ? host.substring(1) : host)
                .flatMap(host -> host.equals("*") ? Stream.of(host) : Stream.of(host, "*." + host))
                .toList();
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
