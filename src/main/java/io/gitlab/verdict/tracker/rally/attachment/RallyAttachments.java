package io.gitlab.verdict.tracker.rally.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.ParallelWriter;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiAnswers;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The attachments of the results of one build in Rally. */
public final class RallyAttachments implements Attachments {
    /**
     * All attributes, of the attachments only. A list of names would apply to the AttachmentContents too, whose attribute
     * with the bytes is also called Content: the answer would hold the bytes of all attachments.
     */
    private static final String FETCH = "true";

    /** The number of results per thread. */
    private static final int RESULTS_OF_A_LANE = 5;

    private final WsapiClient wsapi;
    private final Target target;
    private final String build;
    private final ParallelWriter lanes;
    private final StoredContents contents = new StoredContents();
    private Optional<AttachmentRules> rules = Optional.empty();

    public RallyAttachments(WsapiClient wsapi, Target target, String build, ParallelWriter lanes) {
        this.wsapi = wsapi;
        this.target = target;
        this.build = build;
        this.lanes = lanes;
    }

    @Override
    public Map<ResultKey, List<StoredAttachment>> read(Map<StoredResult, List<Attachment>> wanted)
            throws RefusedException, UnavailableException {
        Map<String, ResultKey> keys = wanted.keySet().stream()
                .collect(Collectors.toMap(StoredResult::reference, StoredResult::key, (one, other) -> one));
        Map<ResultKey, List<StoredAttachment>> found = new HashMap<>();
        for (JsonNode one : query(Condition.is("TestCaseResult.Build", build))) {
            contents.seen(Refs.objectId(one.path("Content")));
            ResultKey key = keys.get(Long.toString(Refs.objectId(one.path("TestCaseResult"))));
            if (key != null) {
                found.computeIfAbsent(key, unused -> new ArrayList<>()).add(stored(one));
            }
        }
        return found;
    }

    /** The attachments that have a content, in the order of creation. */
    private List<JsonNode> query(String condition) throws RefusedException, UnavailableException {
        Query query = new Query("attachment", QueryScope.workspace(target.workspace()), condition, FETCH);
        return wsapi.query(query, "read the attachments of the build").stream()
                .filter(one -> Refs.objectId(one.path("Content")) != 0)
                .toList();
    }

    private static StoredAttachment stored(JsonNode attachment) {
        Optional<Fingerprint> fingerprint =
                Fingerprint.read(attachment.path("Description").asString(""));
        return new StoredAttachment(
                attachment.path("ObjectID").asString(""),
                attachment.path("Name").asString(""),
                fingerprint
                        .map(Fingerprint::size)
                        .orElse(attachment.path("Size").asLong(0)),
                fingerprint.map(Fingerprint::sha256));
    }

    @Override
    public Map<Upload, Answer> attach(List<Upload> uploads) {
        AttachmentRules asked;
        try {
            asked = rules();
        } catch (RefusedException e) {
            return all(uploads, new Answer.Forbidden(e.getMessage()));
        } catch (UnavailableException e) {
            return all(uploads, new Answer.NotSent(e.getMessage()));
        }
        // Parallel writes of attachments to one result conflict in Rally.
        Map<String, List<Upload>> byResult = uploads.stream()
                .collect(Collectors.groupingBy(
                        upload -> upload.result().reference(), LinkedHashMap::new, Collectors.toList()));
        return lanes.write(
                List.copyOf(byResult.values()),
                RESULTS_OF_A_LANE,
                Function.identity(),
                part -> new AttachmentWriter(wsapi, target, asked, contents)
                        .write(part.stream().flatMap(List::stream).toList()));
    }

    private AttachmentRules rules() throws RefusedException, UnavailableException {
        if (rules.isEmpty()) {
            rules = Optional.of(AttachmentRules.ask(wsapi));
        }
        return rules.get();
    }

    private static Map<Upload, Answer> all(List<Upload> uploads, Answer answer) {
        return uploads.stream().distinct().collect(Collectors.toMap(Function.identity(), upload -> answer));
    }

    @Override
    public Answer remove(StoredResult result, StoredAttachment attachment) {
        String ofResult = Condition.isRef("TestCaseResult", "/testcaseresult/" + result.reference());
        try {
            List<JsonNode> held = query(ofResult);
            Optional<JsonNode> surplus = held.stream()
                    .filter(one -> one.path("ObjectID").asString("").equals(attachment.reference()))
                    .findFirst();
            if (surplus.isEmpty()) {
                return new Answer.Applied();
            }
            return held.stream().anyMatch(one -> isTwin(one, surplus.get()))
                    ? WsapiAnswers.delete(
                            wsapi,
                            "attachment/" + attachment.reference(),
                            target.workspace(),
                            "delete a duplicate attachment")
                    : new Answer.Refused("no identical attachment is proven", false);
        } catch (RefusedException e) {
            return new Answer.Refused(e.getMessage(), true);
        } catch (UnavailableException e) {
            return new Answer.NotSent(e.getMessage());
        }
    }

    /**
     * Whether it is another attachment with the same hash. If both shared the content object, both would lose their
     * bytes.
     */
    private static boolean isTwin(JsonNode one, JsonNode surplus) {
        return stored(one).sha256().isPresent()
                && stored(one).sha256().equals(stored(surplus).sha256())
                && one.path("Name").equals(surplus.path("Name"))
                && !one.path("ObjectID").equals(surplus.path("ObjectID"))
                && Refs.objectId(one.path("Content")) != Refs.objectId(surplus.path("Content"));
    }

    /** Findings about the uploads. */
    public List<Finding> findings() {
        return contents.finding().stream().toList();
    }
}
