package io.gitlab.verdict.http;

import io.gitlab.verdict.settings.Secret;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;

/** Creates the HTTP client: no cookies, no redirects, no automatic retries, no wire log. */
final class HttpClientFactory {
    private static final int CONNECT_SECONDS = 10;

    /** Applies to one host, because a client serves only one. */
    private static final int MOST_CONNECTIONS = 12;

    private HttpClientFactory() {}

    static CloseableHttpClient create(HttpSettings settings) {
        HttpClientBuilder client = HttpClientBuilder.create()
                .setConnectionManager(connections())
                .setUserAgent("verdict-maven-plugin")
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableAuthCaching();
        if (!HttpSettings.loopback(settings.root())) {
            settings.proxy()
                    .filter(proxy -> proxy.appliesTo(settings.root().getHost()))
                    .ifPresent(proxy -> useProxy(client, proxy));
        }
        return client.build();
    }

    private static PoolingHttpClientConnectionManager connections() {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setConnectionFactory(socket -> {
                    UnloggedConnection connection = new UnloggedConnection();
                    if (socket != null) {
                        connection.bind(socket);
                    }
                    return connection;
                })
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
    }

    private static void useProxy(HttpClientBuilder client, HttpProxy proxy) {
        HttpHost host = new HttpHost(proxy.host(), proxy.port());
        client.setProxy(host);
        proxy.user().ifPresent(user -> {
            char[] password = proxy.password().map(Secret::reveal).orElse("").toCharArray();
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(host), new UsernamePasswordCredentials(user, password));
            client.setDefaultCredentialsProvider(credentials);
        });
    }
}
