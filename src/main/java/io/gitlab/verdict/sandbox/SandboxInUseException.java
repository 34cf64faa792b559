package io.gitlab.verdict.sandbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Another sandbox, perhaps of another process, runs on the state directory. */
public final class SandboxInUseException extends IOException {
    private static final String ADDRESS = "address";

    private final transient Optional<URI> url;

    SandboxInUseException(Path directory) {
        super("The state directory " + directory + " is in use by another sandbox. Stop that one, and try again.");
        this.url = address(directory);
    }

    /** Where that one answers; empty when it does not tell. */
    public Optional<URI> url() {
        return url;
    }

    private static Optional<URI> address(Path directory) {
        try {
            return Optional.of(URI.create(Files.readString(directory.resolve(ADDRESS))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Leaves the address of a sandbox that runs for those that come later. */
    static void leaveAddress(Path directory, URI url) throws IOException {
        Files.writeString(directory.resolve(ADDRESS), url.toString());
    }
}
