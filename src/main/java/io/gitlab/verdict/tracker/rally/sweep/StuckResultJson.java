package io.gitlab.verdict.tracker.rally.sweep;

import io.gitlab.verdict.domain.StuckResult;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.tracker.StuckResultDetails;
import io.gitlab.verdict.tracker.StuckResultRepair;
import io.gitlab.verdict.tracker.rally.result.NotesHtml;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes a TestCaseResult for the sweep. Rally has no date of the last change, so the age of a result is the
 * time since its creation.
 *
 * @param root the server, for links
 */
record StuckResultJson(URI root) {
    static final String FETCH = "ObjectID,Build,Date,CreationDate,Verdict,TestCase,FormattedID,TestSet,Name";

    private static final Pattern SWEEP = Pattern.compile("verdict:sweep run (\\S+):");

    /** Empty for a result without a date, which Rally requires. */
    Optional<StuckResult> execution(JsonNode result) {
        try {
            Instant date = Instant.parse(result.path("Date").asString(""));
            String created = result.path("CreationDate").asString("");
            long testCase = Refs.objectId(result.path("TestCase"));
            return Optional.of(new StuckResult(
                    result.path("ObjectID").asString(""),
                    testCase == 0
                            ? Optional.empty()
                            : Optional.of(
                                    result.path("TestCase").path("FormattedID").asString("")),
                    result.path("Verdict").asString(""),
                    result.path("Build").asString(""),
                    result.path("TestSet").path("FormattedID").asString(""),
                    result.path("TestSet").path("_refObjectName").asString(""),
                    Optional.of(date),
                    created.isEmpty() ? date : Instant.parse(created),
                    testCase == 0 ? Optional.empty() : Optional.of(RallyLinks.testCase(root, testCase))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Optional<StuckResultDetails> seen(JsonNode result) {
        String notes = result.path("Notes").asString("");
        Matcher sweep = SWEEP.matcher(notes);
        return execution(result)
                .map(execution -> new StuckResultDetails(
                        execution,
                        result.path("VersionId").asLong(0),
                        notes,
                        NotesHtml.key(notes),
                        sweep.find() ? Optional.of(sweep.group(1)) : Optional.empty()));
    }

    /** @param testCase ref of the test case that the result gets, if any */
    static byte[] body(StuckResultRepair repair, String workspace, Optional<String> testCase) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode attributes = root.putObject("TestCaseResult");
        attributes.put("Workspace", workspace);
        testCase.ifPresent(ref -> attributes.put("TestCase", ref));
        repair.verdict().map(Verdict::text).ifPresent(verdict -> attributes.put("Verdict", verdict));
        attributes.put("Notes", notes(repair));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A sweep adds one note, even if it writes several times. */
    private static String notes(StuckResultRepair repair) {
        StuckResultDetails seen = repair.seen();
        return seen.sweep().equals(Optional.of(repair.sweep()))
                ? seen.notes()
                : NotesHtml.before("verdict:sweep run " + repair.sweep() + ": " + repair.note(), seen.notes());
    }
}
