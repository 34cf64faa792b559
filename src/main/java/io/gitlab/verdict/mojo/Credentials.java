package io.gitlab.verdict.mojo;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Finds the API key and the proxy, decrypted, in the environment and in {@code settings.xml}. */
public final class Credentials {
    public static final String VARIABLE = VerdictSettings.CREDENTIAL_VARIABLE;

    private final SettingsDecrypter decrypter;

    Credentials(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    /** @throws MissingCredentialsException if there is none, with the ways to give one */
    Secret apiKey(String serverId, Settings settings, Map<String, String> environment) {
        String variable = environment.get(VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return new Secret(variable);
        }
        Server server = settings.getServer(serverId);
        if (server == null
                || server.getPassword() == null
                || server.getPassword().isBlank()) {
            throw new MissingCredentialsException("No API key: the environment variable " + VARIABLE
                    + " is not set, and settings.xml has no <server> with id \"" + serverId + "\" and a <password>."
                    + " In GitLab, set " + VARIABLE + " as a masked variable; on your machine, add the <server>.");
        }
        return new Secret(decrypted(server));
    }

    /** @throws InvalidSettingException if {@code settings.xml} has no such server with a user name and a password */
    Signature signature(String serverId, Settings settings) {
        Server server = settings.getServer(serverId);
        if (server == null
                || server.getUsername() == null
                || server.getPassword() == null
                || server.getPassword().isBlank()) {
            throw new InvalidSettingException("Changes must be signed, but settings.xml has no <server> with id \""
                    + serverId + "\", a <username> and a <password>. Add it, or correct the tracker's <serverId>.");
        }
        return new Signature(server.getUsername(), new Secret(decrypted(server)));
    }

    private String decrypted(Server server) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        String password = result.getServer().getPassword();
        boolean still = password.startsWith("{") && password.endsWith("}");
        if (still) {
            String why = result.getProblems().stream()
                    .map(SettingsProblem::getMessage)
                    .findFirst()
                    .orElse("Maven found no master password");
            throw new InvalidSettingException("The password of <server> \"" + server.getId()
                    + "\" in settings.xml cannot be decrypted: " + why + ". Check settings-security.xml.");
        }
        return password;
    }

    /** The active proxy of {@code settings.xml}. */
    Optional<HttpProxy> proxy(Settings settings) {
        return Optional.ofNullable(settings.getActiveProxy())
                .map(active -> decrypter
                        .decrypt(new DefaultSettingsDecryptionRequest(active))
                        .getProxy())
                .map(Credentials::proxy);
    }

    private static HttpProxy proxy(Proxy proxy) {
        return new HttpProxy(
                proxy.getHost(),
                proxy.getPort(),
                Optional.ofNullable(proxy.getUsername()),
                Optional.ofNullable(proxy.getPassword())
                        .filter(password -> !password.isBlank())
                        .map(Secret::new),
                proxy.getNonProxyHosts() == null
                        ? List.of()
                        : Arrays.asList(proxy.getNonProxyHosts().split("[|,]")));
    }
}
