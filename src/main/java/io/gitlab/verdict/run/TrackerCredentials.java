package io.gitlab.verdict.run;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.Credential;
import io.gitlab.verdict.tracker.Credential.Part;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.Signature;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds the credentials that a tracker needs: in environment variables, else in the front end's accounts.
 *
 * @param environment the environment variables
 * @param source the front end's accounts
 */
record TrackerCredentials(Map<String, String> environment, CredentialSource source) {

    /**
     * The first alternative whose credentials all exist.
     *
     * @param account id of the account
     * @throws MissingCredentialsException if no alternative is complete
     */
    Credentials find(String account, List<List<Credential>> alternatives) {
        return alternatives.stream()
                .flatMap(alternative -> complete(account, alternative).stream())
                .findFirst()
                .orElseThrow(() -> missing(account, alternatives));
    }

    private Optional<Credentials> complete(String account, List<Credential> needed) {
        Map<String, Secret> found = needed.stream()
                .flatMap(one -> variable(one).or(() -> source.find(account, one.part())).stream()
                        .map(value -> Map.entry(one.name(), value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return found.size() == needed.size() ? Optional.of(new Credentials(found)) : Optional.empty();
    }

    private Optional<Secret> variable(Credential credential) {
        return Optional.ofNullable(environment.get(VerdictSettings.variable(credential.name())))
                .filter(value -> !value.isBlank())
                .map(Secret::new);
    }

    private MissingCredentialsException missing(String account, List<List<Credential>> alternatives) {
        String title = inWords(alternatives, Credential::title);
        Set<Part> parts = alternatives.stream()
                .flatMap(List::stream)
                .map(Credential::part)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        String variables = inWords(alternatives, one -> VerdictSettings.variable(one.name()));
        return new MissingCredentialsException(
                title,
                "No " + title + ": neither the environment variable " + variables + " nor a "
                        + source.place(account, parts)
                        + " is set. In CI, set the variable and mask it; on your machine,"
                        + " set one of them.");
    }

    private static String inWords(List<List<Credential>> alternatives, Function<Credential, String> word) {
        return alternatives.stream()
                .map(alternative -> alternative.stream().map(word).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", or "));
    }

    /**
     * Who signs changes.
     *
     * @param account id of the account
     * @throws InvalidSettingException if there is no account with a user name and a password
     */
    Signature signature(String account) {
        Optional<Secret> user = source.find(account, Part.USERNAME);
        Optional<Secret> password = source.find(account, Part.PASSWORD);
        if (user.isEmpty() || password.isEmpty()) {
            throw new InvalidSettingException("Changes must be signed, but there is no "
                    + source.place(account, EnumSet.allOf(Part.class))
                    + ". Add it, or correct the <serverId> of the tracker's block.");
        }
        return new Signature(user.get().reveal(), password.get());
    }
}
