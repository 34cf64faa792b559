package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.time.Deadline;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates an artifact that must exist only once, although names are not unique in Rally. Several jobs may try this at
 * the same time. Each job that finds no artifact creates one, waits out the replica lag, reads back, and keeps the
 * oldest. A job deletes its own younger artifact if that is still empty. An artifact younger than the lag is read again
 * before it is used, because an older one may still appear.
 */
public final class SingleCreation {
    /** Number of creations, including refused and lost ones, before giving up. */
    private static final int ATTEMPTS = 3;

    /** The oldest first. */
    static final Comparator<JsonNode> AGE =
            Comparator.comparing(SingleCreation::created).thenComparing(Refs::ownObjectId);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Reads all artifacts of that name, with ObjectID, CreationDate and Notes. */
    public interface Lookup {
        List<JsonNode> find() throws RefusedException, UnavailableException;
    }

    private final WsapiClient wsapi;
    private final String workspace;
    private final Deadline deadline;
    private final Duration lag;
    private final List<Finding> findings = new ArrayList<>();

    public SingleCreation(WsapiClient wsapi, String workspace, Deadline deadline, Duration lag) {
        this.wsapi = wsapi;
        this.workspace = workspace;
        this.deadline = deadline;
        this.lag = lag;
    }

    /** Findings about the created artifacts. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Returns the artifact; creates it if it is missing.
     *
     * @param type such as {@code testset}
     * @param attributes attributes of a new artifact
     */
    public JsonNode make(String type, Map<String, String> attributes, Lookup lookup)
            throws RefusedException, UnavailableException {
        // The same token for all attempts: the artifact of an earlier attempt may appear after a later one.
        String token = UUID.randomUUID().toString();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<JsonNode> found = settled(lookup);
            if (found.isEmpty()) {
                create(type, attributes, token);
                waitOutTheLag(attempt);
                found = lookup.find();
            }
            if (!found.isEmpty()) {
                if (attempt > 1) {
                    waitOutTheLag(attempt);
                    found = lookup.find();
                }
                JsonNode kept = oldest(found);
                withdraw(type, token, kept, found);
                return kept;
            }
        }
        throw new UnavailableException(
                "Rally returns no " + type + " \"" + attributes.get("Name") + "\" although it was created " + ATTEMPTS
                        + " times. Try again later, or set <rally><replicaLag> to more than " + lag.toSeconds() + "s.",
                null);
    }

    private List<JsonNode> settled(Lookup lookup) throws RefusedException, UnavailableException {
        List<JsonNode> found = lookup.find();
        Instant trusted = deadline.now().minus(lag.multipliedBy(2));
        if (found.isEmpty() || lag.isZero() || !created(oldest(found)).isAfter(trusted)) {
            return found;
        }
        waitOutTheLag(1);
        return lookup.find();
    }

    /** The artifact that all jobs keep. */
    public static JsonNode oldest(List<JsonNode> found) {
        return found.stream().min(AGE).orElseThrow();
    }

    private static Instant created(JsonNode node) {
        String date = node.path("CreationDate").asString("");
        return date.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(date).toInstant();
    }

    /** A lost answer is ignored, because the caller reads back. */
    private void create(String type, Map<String, String> attributes, String token)
            throws RefusedException, UnavailableException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode values = body.putObject(type);
        attributes.forEach(values::put);
        values.put("Notes", note(token));
        String action = "create the " + type;
        try {
            Envelope answer = wsapi.post(
                    type + "/create",
                    Map.of("workspace", workspace, "fetch", "ObjectID"),
                    body.toString().getBytes(StandardCharsets.UTF_8),
                    action);
            boolean conflict = WsapiErrors.transientFailure(answer.errors());
            if (!answer.errors().isEmpty() && !conflict) {
                throw new RefusedException(wsapi.refusal(action, answer.errors()));
            }
        } catch (NoAnswerException e) {
            if (!e.maybeApplied()) {
                throw new UnavailableException(e.getMessage(), e);
            }
        }
    }

    private static String note(String token) {
        return "<p>Created by Verdict (" + token + ")</p>";
    }

    /** Waits longer with each attempt: if the last creation is still invisible, the lag is longer than configured. */
    private void waitOutTheLag(int attempt) throws UnavailableException {
        if (!lag.isZero() && !deadline.sleep(lag.multipliedBy(attempt))) {
            throw new UnavailableException(
                    "The deadline of " + deadline.budget()
                            + " is too short to detect a creation by another job, which takes " + lag.toSeconds()
                            + " seconds. Set a longer deadline.",
                    null);
        }
    }

    private void withdraw(String type, String token, JsonNode kept, List<JsonNode> found)
            throws RefusedException, UnavailableException {
        for (JsonNode other : found) {
            boolean own = other.path("Notes").asString("").contains(note(token));
            if (own && other != kept) {
                withdraw(type, Refs.ownObjectId(other), token);
            }
        }
    }

    private void withdraw(String type, long objectId, String token) throws RefusedException, UnavailableException {
        String ref = type + "/" + objectId;
        JsonNode now = wsapi.read(ref, "ObjectID,FormattedID,Notes,TestCases", "read a duplicate again");
        boolean untouched = now.path("Notes").asString("").contains(note(token))
                && now.path("TestCases").path("Count").asLong(0) == 0
                && resultsIn(type, objectId).isEmpty();
        if (!untouched) {
            findings.add(Finding.warning(now.path("FormattedID").asString("") + " is a second " + type
                    + " of the same name, and another job uses it. Move its contents to the older one, and delete"
                    + " it."));
            return;
        }
        try {
            wsapi.delete(ref, workspace, "delete the duplicate");
        } catch (NoAnswerException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    private List<JsonNode> resultsIn(String type, long objectId) throws RefusedException, UnavailableException {
        return type.equals("testset")
                ? wsapi.query(
                        new Query(
                                "testcaseresult",
                                QueryScope.workspace(workspace),
                                Condition.isRef("TestSet", Refs.of(type, objectId)),
                                "ObjectID"),
                        "look for results in a duplicate")
                : List.of();
    }
}
