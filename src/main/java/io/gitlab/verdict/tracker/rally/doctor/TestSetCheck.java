package io.gitlab.verdict.tracker.rally.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.TestSetChoice;
import io.gitlab.verdict.tracker.rally.target.TestSets;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Checks the test set for the results. */
final class TestSetCheck {
    private static final String NAME = "test set";

    private final TestSets testSets;
    private final RallySettings settings;

    TestSetCheck(TestSets testSets, RallySettings settings) {
        this.testSets = testSets;
        this.settings = settings;
    }

    List<Check> check(Instant now) throws UnavailableException {
        if (settings.testSet().isEmpty()) {
            return List.of(Check.skipped(NAME, "none is configured; results are published without a test set"));
        }
        try {
            TestSetChoice choice =
                    TestSetChoice.of(testSets, settings, settings.testSet().get(), now);
            List<Check> checks = new ArrayList<>();
            choice.found().ifPresent(found -> checks.add(judge(found)));
            choice.missing()
                    .ifPresent(missing ->
                            checks.add(Check.ok(NAME, "the first publication creates \"" + missing.name() + "\"")));
            choice.findings().forEach(finding -> checks.add(iteration(finding)));
            return checks;
        } catch (RefusedException e) {
            return List.of(Check.error(NAME, e.getMessage()));
        }
    }

    private static Check iteration(Finding finding) {
        Check.Grade grade = finding.severity() == Finding.Severity.WARNING ? Check.Grade.WARNING : Check.Grade.OK;
        return Check.fromMessage("iteration", grade, finding.message());
    }

    private Check judge(JsonNode testSet) {
        String id = testSet.path("FormattedID").asString("");
        JsonNode project = testSet.path("Project");
        if (Refs.objectId(project) != Refs.objectId(testSets.project())) {
            return Check.warning(
                    NAME,
                    id + " is in another project, \""
                            + project.path("_refObjectName").asString("") + "\"",
                    "Set <rally><testSet> to one of the configured project: Rally may refuse results in this one.");
        }
        if (testSet.path("Blocked").asBoolean(false)) {
            return Check.warning(
                    NAME,
                    id + " is blocked: " + testSet.path("BlockedReason").asString("no reason is given"),
                    "Unblock it in Rally, or set <rally><testSet> to another.");
        }
        if (testSet.path("Iteration").path("State").asString("").equals("Accepted")) {
            return Check.warning(
                    NAME,
                    id + " is locked: its iteration is accepted",
                    "Reopen the iteration in Rally, or set <rally><testSet> to another.");
        }
        return Check.ok(NAME, id + " \"" + testSet.path("Name").asString("") + "\"");
    }
}
