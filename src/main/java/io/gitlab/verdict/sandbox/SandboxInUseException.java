package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Another sandbox, perhaps in another process, uses the state directory. */
public final class SandboxInUseException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Optional<URI> url;

    SandboxInUseException(Path directory, Optional<URI> url) {
        super("The state directory " + directory + " is in use by another sandbox. Stop that one, and try again.");
        this.url = url;
    }

    /** The URL of the other sandbox; empty if unknown. */
    public Optional<URI> url() {
        return url;
    }
}
