package io.gitlab.verdict.tracker.rally.target;

import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.SprintSettings;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The test set of an iteration: its attributes from the settings, and its creation. */
public final class IterationTestSet {
    private final WsapiClient wsapi;
    private final SprintSettings settings;

    public IterationTestSet(WsapiClient wsapi, SprintSettings settings) {
        this.wsapi = wsapi;
        this.settings = settings;
    }

    /** The refs of iteration, release and owner, by attribute. */
    public Map<String, String> attributes(String workspace, String project, Iteration iteration)
            throws RefusedException, UnavailableException {
        ConfiguredObjects places = new ConfiguredObjects(wsapi);
        Map<String, String> refs = new LinkedHashMap<>();
        refs.put("Iteration", iteration.ref());
        Optional<String> release = settings.release();
        if (release.isPresent()) {
            refs.put("Release", places.release(workspace, project, release.get()));
        }
        Optional<String> owner = settings.owner();
        if (owner.isPresent()) {
            refs.put("Owner", places.user(workspace, "owner", owner.get(), "the test set then has no owner."));
        }
        return refs;
    }

    /** Creates the test set if the target lacks it, and returns the target with it. */
    public Target supply(Target target, SingleCreation creation) throws RefusedException, UnavailableException {
        if (target.missing().isEmpty()) {
            return target;
        }
        Target.MissingTestSet missing = target.missing().get();
        TestSets testSets = new TestSets(wsapi, target.workspace(), target.project());
        Map<String, String> attributes =
                new LinkedHashMap<>(attributes(target.workspace(), target.project(), missing.iteration()));
        attributes.put("Name", missing.name());
        attributes.put("Project", target.project());
        JsonNode made = creation.make("testset", attributes, () -> testSets.of(missing.iteration(), missing.name()));
        return target.with(TestSets.usable(made));
    }
}
