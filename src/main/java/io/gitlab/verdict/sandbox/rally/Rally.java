package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dialect;
import io.gitlab.verdict.sandbox.DialectContext;
import io.gitlab.verdict.sandbox.DialectService;
import java.io.IOException;

/** Rally: its web service WSAPI v2.0 and its schema service, below {@code slm/}. */
public final class Rally implements Dialect {
    private final RallySetup setup;

    /** With the {@linkplain RallySetup#STANDARD standard setup}. */
    public Rally() {
        this(RallySetup.STANDARD);
    }

    /** With this setup. */
    public Rally(RallySetup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "rally";
    }

    @Override
    public String path() {
        return "slm/";
    }

    @Override
    public String offlineText() {
        return "Rally is Offline. We are performing maintenance and will be back shortly.";
    }

    @Override
    public DialectService open(DialectContext context) throws IOException {
        return RallyService.open(setup, context);
    }
}
