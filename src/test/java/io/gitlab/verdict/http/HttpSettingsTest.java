package io.gitlab.verdict.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
        return new HttpProxy("proxy", 3128, Optional.empty(), Optional.empty(), List.of(excepted));
    }

    @Test
    void aSecretIsNeverPrintedByAccident() {
        HttpProxy proxy = new HttpProxy("p", 1, Optional.of("ann"), Optional.of(new Secret("hidden")), List.of());

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
}
