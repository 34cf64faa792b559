package io.gitlab.verdict.mojo;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.http.SystemProxies;
import io.gitlab.verdict.run.CredentialSource;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Credential.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The servers and the proxies of {@code settings.xml}, decrypted.
 *
 * @param settings the merged {@code settings.xml}
 * @param decrypter decrypts passwords
 */
record MavenAccounts(Settings settings, SettingsDecrypter decrypter) implements CredentialSource {

    @Override
    public Optional<Secret> find(String account, Part part) {
        return Optional.ofNullable(settings.getServer(account))
                .flatMap(server -> switch (part) {
                    case USERNAME -> notBlank(server.getUsername());
                    case PASSWORD -> notBlank(server.getPassword()).map(password -> decrypted(server));
                })
                .map(Secret::new);
    }

    private static Optional<String> notBlank(String text) {
        return Optional.ofNullable(text).filter(one -> !one.isBlank());
    }

    @Override
    public String place(String account, Set<Part> parts) {
        String elements = parts.stream()
                .sorted()
                .map(part -> "<" + part.name().toLowerCase(Locale.ROOT) + ">")
                .collect(Collectors.joining(" and a "));
        return "<server> with id \"" + account + "\" and a " + elements + " in settings.xml";
    }

    private String decrypted(Server server) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        String password = result.getServer().getPassword();
        boolean stillEncrypted = password.startsWith("{") && password.endsWith("}");
        if (stillEncrypted) {
            String why = result.getProblems().stream()
                    .map(SettingsProblem::getMessage)
                    .findFirst()
                    .orElse("Maven found no master password");
            throw new InvalidSettingException("The password of <server> \"" + server.getId()
                    + "\" in settings.xml cannot be decrypted: " + why + ". Check settings-security.xml.");
        }
        return password;
    }

    /** The active proxies of {@code settings.xml}, then those of the system. */
    @Override
    public List<HttpProxy> proxies() {
        return Stream.concat(
                        settings.getProxies().stream()
                                .filter(Proxy::isActive)
                                .map(active -> decrypter
                                        .decrypt(new DefaultSettingsDecryptionRequest(active))
                                        .getProxy())
                                .map(MavenAccounts::proxy),
                        SystemProxies.of(System.getProperties(), System.getenv()).stream())
                .toList();
    }

    private static HttpProxy proxy(Proxy proxy) {
        return new HttpProxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                Optional.ofNullable(proxy.getUsername()),
                notBlank(proxy.getPassword()).map(Secret::new),
                proxy.getNonProxyHosts() == null
                        ? List.of()
                        : Arrays.asList(proxy.getNonProxyHosts().split("[|,]")));
    }
}
