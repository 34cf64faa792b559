package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds workspace, project, tester and test set by the settings. */
public final class TargetFinder {
    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final Instant now;
    private final ConfiguredObjects places;

    public TargetFinder(WsapiClient wsapi, RallySettings settings, Instant now) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.now = now;
        this.places = new ConfiguredObjects(wsapi);
    }

    public Target find() throws RefusedException, UnavailableException {
        JsonNode owner = places.owner();
        JsonNode space = places.workspace(settings.workspace());
        String workspace = Refs.of("workspace", space);
        String project = Refs.of("project", places.project(workspace, settings.project()));
        String tester = settings.tester().isEmpty()
                ? Refs.of("user", owner)
                : places.user(workspace, "tester", settings.tester().get(), "the owner of the key is then the tester.");
        String uuid = space.path("_refObjectUUID").asString("");
        Target target = new Target(workspace, uuid, project, tester, Optional.empty(), Optional.empty());
        return settings.testSet().isEmpty()
                ? target
                : withTestSet(target, settings.testSet().get());
    }

    private Target withTestSet(Target target, String wanted) throws RefusedException, UnavailableException {
        TestSets testSets = new TestSets(wsapi, target.workspace(), target.project());
        TestSetChoice choice = TestSetChoice.of(testSets, settings, wanted, now);
        return choice.found().isPresent()
                ? target.with(TestSets.usable(choice.found().get()))
                : target.lacking(choice.missing().orElseThrow());
    }
}
