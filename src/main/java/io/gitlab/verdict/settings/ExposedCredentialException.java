package io.gitlab.verdict.settings;

/** A credential was found where others can read it. The message does not repeat it. */
public final class ExposedCredentialException extends InvalidSettingException {
    private static final long serialVersionUID = 1L;

    /**
     * @param setting the setting as the user wrote it
     * @param name name of the credential
     * @param exposure who could read the credential
     */
    public ExposedCredentialException(String setting, String name, String exposure) {
        super(setting + " must not hold a credential: " + exposure + " could read it. Remove it, set the environment"
                + " variable " + VerdictSettings.variable(name)
                + " or a <server> in settings.xml instead, and replace the"
                + " exposed credential.");
    }
}
