package io.gitlab.verdict.tracker.rally.testcase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Caches found test cases on disk for a day, because ObjectIDs do not change and most reads are lookups. Missing test
 * cases are not cached. A cache file that cannot be read or written is not an error.
 */
public final class TestCaseCache {
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<Map<String, Entry>> ENTRIES = new TypeReference<>() {};
    private static final Logger LOG = LoggerFactory.getLogger(TestCaseCache.class);

    /** @param foundAt time of the lookup, in seconds since the epoch */
    record Entry(long objectId, String project, long foundAt) {}

    private final Path file;
    private final Instant now;
    private final Map<String, Entry> entries;

    /**
     * Opens the cache of one workspace of one server.
     *
     * @param workspace UUID of the workspace, so that a new workspace of the same name gets another cache
     */
    public TestCaseCache(Path directory, URI server, String workspace, Instant now) {
        UUID name = UUID.nameUUIDFromBytes((server + " " + workspace).getBytes(StandardCharsets.UTF_8));
        this.file = directory.resolve("rally-test-cases-" + name + ".json");
        this.now = now;
        this.entries = load();
    }

    private Map<String, Entry> load() {
        if (!Files.isRegularFile(file)) {
            return new HashMap<>();
        }
        try {
            Optional<Map<String, Entry>> stored = Optional.ofNullable(JSON.readValue(file.toFile(), ENTRIES));
            Map<String, Entry> usable = new HashMap<>(stored.orElse(Map.of()));
            usable.values().removeIf(entry -> entry == null || entry.project() == null || expired(entry.foundAt()));
            return usable;
        } catch (JacksonException e) {
            LOG.debug("{} cannot be read and is not used", file, e);
            return new HashMap<>();
        }
    }

    private boolean expired(long foundAt) {
        Duration age = Duration.between(Instant.ofEpochSecond(foundAt), now);
        return age.isNegative() || age.compareTo(LIFETIME) >= 0;
    }

    Optional<TestCase> find(String formattedId) {
        return Optional.ofNullable(entries.get(formattedId))
                .map(entry -> new TestCase(formattedId, entry.objectId(), entry.project(), false));
    }

    void keep(TestCase testCase) {
        if (!testCase.closed()) {
            entries.put(
                    testCase.formattedId(), new Entry(testCase.objectId(), testCase.project(), now.getEpochSecond()));
        }
    }

    void forget(String formattedId) {
        entries.remove(formattedId);
    }

    void save() {
        try {
            Files.createDirectories(file.getParent());
            Path whole = Files.createTempFile(file.getParent(), "rally-", ".tmp");
            JSON.writeValue(whole.toFile(), entries);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | UncheckedIOException | JacksonException e) {
            LOG.debug("{} cannot be written", file, e);
        }
    }
}
