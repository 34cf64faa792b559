package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Runs the embedded tracker until the process is interrupted. */
public final class SandboxCommand {
    private static final int HIGHEST_PORT = 65_535;
    private static final int SEEDS = 1_000_000;

    private final FrontEnd frontEnd;
    private final VerdictSettings settings;

    public SandboxCommand(FrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        this.settings = frontEnd.settings();
    }

    public void run() throws IOException {
        Path top = frontEnd.project().top();
        Console console = frontEnd.console();
        try (Sandbox sandbox = EmbeddedTracker.start(top, port(), frontEnd.clock(), faults())) {
            console.progress("The sandbox runs at " + sandbox.url() + " (state: " + EmbeddedTracker.state(top) + ").");
            new SandboxWelcome(sandbox.url()).lines().forEach(console::progress);
            sandbox.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Faults faults() {
        String text = settings.text("faults", "");
        long seed = seed();
        try {
            Faults parsed = Faults.parse(text, seed);
            if (!parsed.rates().isEmpty()) {
                frontEnd.console()
                        .finding(Finding.warning("Faults are active: " + parsed.text()
                                + ". To repeat them, set -Dverdict.faultSeed=" + seed
                                + ". The page shows what is really stored."));
            }
            return parsed;
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(settings.asWritten("faults") + " is invalid: " + e.getMessage(), e);
        }
    }

    private long seed() {
        String text = settings.text("faultSeed").orElseGet(() -> String.valueOf(new SecureRandom().nextInt(SEEDS)));
        if (!text.matches("-?\\d{1,18}")) {
            throw settings.invalid("faultSeed", "an integer of at most 18 digits", text);
        }
        return Long.parseLong(text);
    }

    private int port() {
        String text = settings.text("port", DefaultSettings.PORT);
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST_PORT) {
            throw settings.invalid("port", "a number from 0 to 65535", text);
        }
        return Integer.parseInt(text);
    }
}
