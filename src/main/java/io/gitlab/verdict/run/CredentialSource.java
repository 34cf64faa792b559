package io.gitlab.verdict.run;

import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.tracker.Credential;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a front end keeps accounts with user names and passwords, and the proxies. */
public interface CredentialSource {

    /**
     * A part of an account.
     *
     * @param account id of the account, such as {@code rally}
     * @throws io.gitlab.verdict.settings.InvalidSettingException if it cannot be decrypted
     */
    Optional<Secret> find(String account, Credential.Part part);

    /** What has to exist for {@link #find} to find these parts, as a noun phrase for messages. */
    String place(String account, Set<Credential.Part> parts);

    /** The proxies of this machine, the preferred ones first. */
    List<HttpProxy> proxies();
}
