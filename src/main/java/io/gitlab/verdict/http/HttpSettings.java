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
 * Settings of the connection to one server.
 *
 * @param root the server's root, with a slash at its end; credentials go to this host alone
 * @param credentials the credentials of each request
 * @param headers other headers of each request
 * @param confidential further secrets, which request bodies contain
 * @param proxy the proxy, if any
 * @param requestsPerMinute maximum number of requests per minute; empty for no limit
 * @param writesPerMinute maximum number of writes per minute; empty for no further limit
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

    /** Fixed credentials, no further headers, secrets or write limit. */
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
     * Parses the server's root URL.
     *
     * @param setting the setting as the user writes it, for messages
     * @param value the setting's value, such as {@code https://rally1.rallydev.com}
     * @throws InvalidSettingException if the value is not an absolute http(s) URL, contains credentials, or would send
     *     credentials unencrypted to another machine
     */
    public static URI root(String setting, String value) {
        URI uri = parse(setting, value);
        if (uri.getRawUserInfo() != null) {
            throw new InvalidSettingException(setting
                    + " must not contain a user or password. Set VERDICT_API_KEY, or a" + " <server> in settings.xml.");
        }
        if (uri.getScheme().equals("http") && !loopback(uri)) {
            throw new InvalidSettingException(
                    setting + " is \"" + shown(value) + "\", which would send the API key unencrypted. Use https.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new InvalidSettingException(setting + " is \"" + shown(value)
                    + "\", the address of a page. Set the server's root, such as https://" + uri.getHost() + ".");
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
            // Neither the exception as cause nor the value: both may contain a password.
            throw new InvalidSettingException(setting + " is not a URL: " + e.getReason() + ".");
        }
        throw new InvalidSettingException(
                setting + " is \"" + shown(value) + "\", but must be a URL such as https://tracker.example.com.");
    }

    /** Without a user, a password, and the query, any of which may hold a key. */
    private static String shown(String value) {
        return value.replaceFirst("(?s)^(https?://)?.*@", "$1***@").replaceFirst("(?s)([?#]).*", "$1***");
    }

    /** All texts to mask. */
    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>(credentials.secrets());
        secrets.addAll(confidential);
        proxy.flatMap(HttpProxy::password).ifPresent(secrets::add);
        return secrets;
    }

    /** Whether the URL is on this machine, where no proxy is used and plain HTTP is safe. */
    static boolean loopback(URI uri) {
        return LOOPBACK.matcher(uri.getHost()).matches();
    }
}
