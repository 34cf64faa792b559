package io.gitlab.verdict.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "https://rally1.rallydev.com, https://rally1.rallydev.com/",
        "https://rally1.rallydev.com/, https://rally1.rallydev.com/",
        "' https://rally.example.com:8443 ', https://rally.example.com:8443/",
        "https://example.com/rally, https://example.com/rally/",
        "http://localhost:7357, http://localhost:7357/",
        "http://127.0.0.1, http://127.0.0.1/",
        "http://[::1]:7357, http://[::1]:7357/"
    })
    void acceptsTheRootOfAServer(String value, URI root) {
        assertThat(HttpSettings.root("<rally><url>", value)).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "http://rally1.rallydev.com, Use https",
        "http://127.0.0.1.example.com, Use https",
        "http://localhost.example.com, Use https",
        "https://ann:hidden@rally1.rallydev.com, must not contain a user or password",
        "http://ann:hidden@localhost, must not contain a user or password",
        "ftp://ann:hidden@example.com, but must be a URL such as",
        "https://ann:hid den@example.com, is not a URL",
        "rally1.rallydev.com, but must be a URL such as",
        "https://rally1.rallydev.com/#/123/dashboard, the address of a page",
        "https://rally1.rallydev.com/?x=1, the address of a page",
        "'', but must be a URL such as"
    })
    void rejectsInvalidRootsWithoutShowingAPassword(String value, String message) {
        assertThatThrownBy(() -> HttpSettings.root("<rally><url>", value))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith("<rally><url> ")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hid")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rally1.rallydev.com", "RALLY1.rallydev.com", "a.b.corp", "exact"})
    void bypassesTheProxyForExceptedHosts(String host) {
        assertThat(proxy("*.rallydev.com", "a.*.corp", "exact").appliesTo(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rallydev.com", "xrallydevxcom", "exact.org"})
    void usesTheProxyForOtherHosts(String host) {
        assertThat(proxy("*.rallydev.com", "a.*.corp", "exact").appliesTo(host)).isTrue();
    }

    private static HttpProxy proxy(String... excepted) {
        return new HttpProxy("http", "proxy", 3128, Optional.empty(), Optional.empty(), List.of(excepted));
    }

    @Test
    void aSecretIsNeverPrintedByAccident() {
        HttpProxy proxy =
                new HttpProxy("http", "p", 1, Optional.of("ann"), Optional.of(new Secret("hidden")), List.of());

        assertThat(proxy.toString()).doesNotContain("hidden");
        assertThat(new Secret(" key\n").reveal()).isEqualTo("key");
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hidesAPasswordInAnAddressWithoutScheme() {
        assertThatThrownBy(() -> HttpSettings.root("url", "me:s3cr3t@tracker.example"))
                .hasMessageContaining("***@tracker.example")
                .hasMessageNotContaining("s3cr3t");
    }

    @Test
    void choosesTheProxyOfTheProtocolAsMavenDoes() {
        HttpProxy plain = new HttpProxy("http", "plain", 9, Optional.empty(), Optional.empty(), List.of());
        HttpProxy tls = new HttpProxy("https", "tls", 9, Optional.empty(), Optional.empty(), List.of("*.internal"));
        List<HttpProxy> proxies = List.of(plain, tls);

        assertThat(HttpProxy.of(proxies, URI.create("https://rally.example.com/")))
                .contains(tls);
        assertThat(HttpProxy.of(proxies, URI.create("http://rally.example.com/")))
                .contains(plain);
        assertThat(HttpProxy.of(proxies, URI.create("https://rally.internal/"))).contains(plain);
        assertThat(HttpProxy.of(List.of(plain), URI.create("https://rally.example.com/")))
                .contains(plain);
        assertThat(HttpProxy.of(List.of(tls), URI.create("http://rally.example.com/")))
                .isEmpty();
    }

    @Test
    void readsTheProxiesOfTheSystem() {
        Properties properties = new Properties();
        properties.setProperty("https.proxyHost", "java");
        properties.setProperty("https.proxyPort", "8080");
        properties.setProperty("http.nonProxyHosts", "localhost|*.corp");

        assertThat(SystemProxies.of(properties, Map.of()))
                .containsExactly(new HttpProxy(
                        "https", "java", 8080, Optional.empty(), Optional.empty(), List.of("localhost", "*.corp")));
        List<HttpProxy> variables = SystemProxies.of(
                new Properties(),
                Map.of(
                        "HTTPS_PROXY",
                        "http://ann:pass@proxy.corp:3128/",
                        "http_proxy",
                        "proxy:81",
                        "NO_PROXY",
                        ".corp, 10.0.0.1"));
        assertThat(variables)
                .extracting(HttpProxy::protocol, HttpProxy::host, HttpProxy::port)
                .containsExactly(tuple("https", "proxy.corp", 3128), tuple("http", "proxy", 81));
        assertThat(variables.get(0).user()).contains("ann");
        assertThat(HttpProxy.of(variables, URI.create("https://rally.corp/"))).isEmpty();
        assertThat(HttpProxy.of(variables, URI.create("https://rally.example.com/")))
                .contains(variables.get(0));
        assertThat(SystemProxies.of(new Properties(), Map.of("HTTPS_PROXY", "socks5://p:1", "http_proxy", "::")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tracker.example?key=s3cr3t",
                "https://tracker.example/?token=s3cr3t",
                "http://tracker.example/?token=s3cr3t",
                "https://tracker.example/#s3cr3t",
                "https:tracker.example?key=s3cr3t",
                "me:s3cr3t//s3cr3t@tracker.example"
            })
    void showsNoKeyThatAnUnusableUrlContains(String value) {
        assertThatThrownBy(() -> HttpSettings.root("url", value))
                .hasMessageContaining("***")
                .hasMessageNotContaining("s3cr3t");
    }
}
