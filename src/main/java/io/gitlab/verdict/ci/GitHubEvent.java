package io.gitlab.verdict.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The event that started a run of GitHub Actions, or of a system that is compatible with them.
 *
 * @param headRepository full name of the repository from which a pull request comes; empty if there is none, or the event is
 *     unreadable
 * @param headRevision the newest commit of the pull request; the run tests its merge, which has no lasting address
 */
record GitHubEvent(String headRepository, String headRevision) {
    private static final GitHubEvent UNKNOWN = new GitHubEvent("", "");

    /** GitHub sends none that is larger. */
    private static final long LARGEST = 25L * 1024 * 1024;

    static GitHubEvent read(Optional<Path> file) {
        try {
            if (file.isEmpty() || !Files.isRegularFile(file.get()) || Files.size(file.get()) > LARGEST) {
                return UNKNOWN;
            }
            JsonNode head = JsonMapper.shared()
                    .readTree(file.get().toFile())
                    .path("pull_request")
                    .path("head");
            return new GitHubEvent(
                    head.path("repo").path("full_name").asString(""),
                    head.path("sha").asString(""));
        } catch (IOException | JacksonException e) {
            return UNKNOWN;
        }
    }
}
