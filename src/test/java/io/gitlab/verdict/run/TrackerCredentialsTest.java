package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Credential;
import io.gitlab.verdict.tracker.Credential.Part;
import io.gitlab.verdict.tracker.Credentials;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrackerCredentialsTest {
    private static final Credential CLIENT_ID = new Credential("clientId", "client ID", Part.USERNAME);
    private static final Credential CLIENT_SECRET = new Credential("clientSecret", "client secret", Part.PASSWORD);
    private static final List<List<Credential>> OAUTH_OR_KEY =
            List.of(List.of(CLIENT_ID, CLIENT_SECRET), List.of(Credential.API_KEY));

    private final Map<String, String> environment = new HashMap<>();
    private final Map<Part, String> account = new EnumMap<>(Part.class);

    private TrackerCredentials credentials() {
        return new TrackerCredentials(environment, new CredentialSource() {
            @Override
            public Optional<Secret> find(String id, Part part) {
                return Optional.ofNullable(account.get(part)).map(Secret::new);
            }

            @Override
            public String place(String id, Set<Part> parts) {
                return "file " + id + " with " + parts;
            }

            @Override
            public List<HttpProxy> proxies() {
                return List.of();
            }
        });
    }

    private String found(Credential credential) {
        Credentials found = credentials().find("acme", OAUTH_OR_KEY);
        return found.find(credential).map(Secret::reveal).orElse("");
    }

    @Test
    void takesVariablesBeforeTheAccount() {
        environment.put("VERDICT_CLIENT_SECRET", "from variable");
        account.put(Part.USERNAME, "from account");
        account.put(Part.PASSWORD, "other");

        assertThat(found(CLIENT_ID)).isEqualTo("from account");
        assertThat(found(CLIENT_SECRET)).isEqualTo("from variable");
    }

    @Test
    void takesTheFirstCompleteAlternative() {
        environment.put("VERDICT_CLIENT_ID", "id");
        environment.put("VERDICT_API_KEY", "key");

        assertThat(found(Credential.API_KEY)).isEqualTo("key");
        assertThat(found(CLIENT_ID)).isEmpty();
    }

    @Test
    void namesAllAlternativesIfNoneIsComplete() {
        assertThatExceptionOfType(MissingCredentialsException.class)
                .isThrownBy(() -> credentials().find("acme", OAUTH_OR_KEY))
                .withMessageStartingWith("No client ID and client secret, or API key: neither the environment variable"
                        + " VERDICT_CLIENT_ID and VERDICT_CLIENT_SECRET, or VERDICT_API_KEY"
                        + " nor a file acme with [USERNAME, PASSWORD] is set.");
    }

    @Test
    void aSignatureNeedsUserAndPassword() {
        account.put(Part.USERNAME, "ann");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> credentials().signature("acme"))
                .withMessageStartingWith("Changes must be signed, but there is no file acme");

        account.put(Part.PASSWORD, "secret");
        assertThat(credentials().signature("acme").user()).isEqualTo("ann");
    }
}
