package io.gitlab.verdict.http;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where requests go, and how.
 *
 * @param root the server's root, with a slash at its end; credentials go to this host alone
 * @param credentials the credentials of each request
 * @param headers other headers of each request
 * @param confidential what is sent in bodies and must not be shown either
 * @param proxy the proxy on the way, if any
 * @param requestsPerMinute how many requests are sent in a minute at most; empty: no limit
 * @param writesPerMinute how many of them may be writes; empty: no further limit
 */
public record HttpSettings(
        URI root,
        RequestCredentials credentials,
        Map<String, String> headers,
        List<Secret> confidential,
        Optional<HttpProxy> proxy,
        OptionalInt requestsPerMinute,
        OptionalInt writesPerMinute) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    public HttpSettings {
        requireNonNull(root, "root");
        requireNonNull(credentials, "credentials");
        headers = Map.copyOf(headers);
        confidential = List.copyOf(confidential);
        requireNonNull(proxy, "proxy");
        requireNonNull(requestsPerMinute, "requestsPerMinute");
        requireNonNull(writesPerMinute, "writesPerMinute");
    }

    /** With credentials that never change, and without further headers, confidential bodies and limit for writes. */
    public HttpSettings(
            URI root, Map<String, Secret> credentials, Optional<HttpProxy> proxy, OptionalInt requestsPerMinute) {
        this(
                root,
                RequestCredentials.fixed(credentials),
                Map.of(),
                List.of(),
                proxy,
                requestsPerMinute,
                OptionalInt.empty());
    }

    /**
     * The root that a user set.
     *
     * @param setting the setting as the user writes it, for messages
     * @param value the setting's value, such as {@code https://rally1.rallydev.com}
     * @throws InvalidSettingException if it is not an absolute http(s) address, carries credentials, or would send
     *     them in clear text to another machine
     */
    public static URI root(String setting, String value) {
        URI uri = parse(setting, value);
        if (uri.getRawUserInfo() != null) {
            throw new InvalidSettingException(setting + " must not carry a user or password: set VERDICT_API_KEY, or a"
                    + " <server> in settings.xml.");
        }
        if (uri.getScheme().equals("http") && !loopback(uri)) {
            throw new InvalidSettingException(setting + " is \"" + value
                    + "\": plain HTTP would show the API key to everyone on the way. Use https.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidSettingException(setting + " is \"" + value
                    + "\", the address of a page. Set it to the server's root, such as https://" + uri.getHost() + ".");
        }
        return uri.getRawPath().endsWith("/") ? uri : URI.create(uri + "/");
    }

    private static URI parse(String setting, String value) {
        try {
            URI uri = new URI(value.strip());
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Without the exception as cause, and without the value: both would show a password in it.
            throw new InvalidSettingException(setting + " is not an address: " + e.getReason() + ".");
        }
        throw new InvalidSettingException(setting + " is \"" + value.replaceFirst("//.*@", "//***@")
                + "\", not an address such as https://tracker.example.com.");
    }

    /** All that must not be shown. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(credentials.secrets());
        secrets.addAll(confidential);
        proxy.flatMap(HttpProxy::password).ifPresent(secrets::add);
        return secrets;
    }

    /** Whether the address is on this machine, where no proxy is asked and plain HTTP is safe. */
    static boolean loopback(URI uri) {
        return LOOPBACK.matcher(uri.getHost()).matches();
    }
}
