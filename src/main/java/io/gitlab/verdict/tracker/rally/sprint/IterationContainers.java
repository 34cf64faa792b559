package io.gitlab.verdict.tracker.rally.sprint;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.NoAnswerException;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.SprintPlan;
import io.gitlab.verdict.tracker.SprintPlan.Container;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.settings.RallySettings;
import io.gitlab.verdict.tracker.rally.target.IterationTestSet;
import io.gitlab.verdict.tracker.rally.target.SingleCreation;
import io.gitlab.verdict.tracker.rally.target.Target;
import io.gitlab.verdict.tracker.rally.target.TestSets;
import io.gitlab.verdict.tracker.rally.wire.Condition;
import io.gitlab.verdict.tracker.rally.wire.Envelope;
import io.gitlab.verdict.tracker.rally.wire.Query;
import io.gitlab.verdict.tracker.rally.wire.QueryScope;
import io.gitlab.verdict.tracker.rally.wire.RallyLinks;
import io.gitlab.verdict.tracker.rally.wire.Refs;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import io.gitlab.verdict.tracker.rally.wire.WsapiErrors;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The test set of an iteration, and its test folder if one is configured. */
final class IterationContainers {
    private static final String TEST_SET = "test set";
    private static final String TEST_FOLDER = "test folder";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final WsapiClient wsapi;
    private final RallySettings settings;
    private final TrackerConnection connection;
    private final Map<String, String> refs = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final SprintContext context;
    private final Map<String, String> wantedRefs;

    private IterationContainers(
            WsapiClient wsapi,
            RallySettings settings,
            TrackerConnection connection,
            SprintContext context,
            Map<String, String> wantedRefs) {
        this.wsapi = wsapi;
        this.settings = settings;
        this.connection = connection;
        this.context = context;
        this.wantedRefs = wantedRefs;
    }

    /** Looks up the iteration and its test cases. */
    static IterationContainers find(WsapiClient wsapi, RallySettings settings, TrackerConnection connection)
            throws RefusedException, UnavailableException {
        SprintContext context =
                SprintContext.find(wsapi, settings, connection.deadline().now());
        Map<String, String> wantedRefs = new IterationTestSet(wsapi, settings.sprint())
                .attributes(context.workspace(), context.project(), context.iteration());
        return new IterationContainers(wsapi, settings, connection, context, wantedRefs);
    }

    SprintPlan plan() throws RefusedException, UnavailableException {
        List<Container> containers = new ArrayList<>(List.of(testSet()));
        if (folderName().isPresent()) {
            containers.add(folder(folderName().get()));
        }
        List<Finding> all = new ArrayList<>(context.findings());
        all.addAll(findings);
        return new SprintPlan("iteration " + context.iteration().text(), containers, all);
    }

    private SingleCreation creation() {
        return new SingleCreation(wsapi, context.workspace(), connection.deadline(), settings.replicaLag());
    }

    private Optional<String> folderName() {
        return settings.sprint().testFolder(context.iteration().name());
    }

    private String testSetName() {
        return context.called()
                .orElseGet(
                        () -> settings.sprint().testSetName(context.iteration().name()));
    }

    private List<JsonNode> testSets() throws RefusedException, UnavailableException {
        TestSets testSets = new TestSets(wsapi, context.workspace(), context.project());
        if (context.called().isEmpty()) {
            return testSets.of(context.iteration(), testSetName());
        }
        String called = context.called().get();
        List<JsonNode> found = testSets.called(called);
        return found.isEmpty() && !TestSets.formattedId(called) ? found : List.of(testSets.single(called));
    }

    private Container testSet() throws RefusedException, UnavailableException {
        List<JsonNode> found = testSets();
        if (found.isEmpty()) {
            return missing(
                    TEST_SET, testSetName(), List.copyOf(context.testCases().keySet()));
        }
        JsonNode testSet = SingleCreation.oldest(found);
        Target.TestSet usable = TestSets.usable(testSet);
        refs.put(TEST_SET, usable.ref());
        Set<Long> members = new TestCaseCollection(wsapi, context.workspace(), usable.ref()).members();
        return new Container(
                TEST_SET,
                usable.name(),
                Optional.of(usable.formattedId()),
                Optional.of(RallyLinks.testSet(settings.url(), usable.objectId())),
                unset(testSet).keySet().stream().map(this::inWords).toList(),
                members.size(),
                context.testCases().entrySet().stream()
                        .filter(one -> !members.contains(Refs.ownObjectId(one.getValue())))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    /** The configured attributes that are unset in the test set. Existing values are not changed. */
    private Map<String, String> unset(JsonNode testSet) {
        Map<String, String> unset = new LinkedHashMap<>(wantedRefs);
        unset.keySet().removeIf(attribute -> Refs.objectId(testSet.path(attribute)) != 0);
        return unset;
    }

    private String inWords(String attribute) {
        String value =
                switch (attribute) {
                    case "Release" -> settings.sprint().release().orElse("");
                    case "Owner" -> settings.sprint().owner().orElse("");
                    default -> context.iteration().text();
                };
        return attribute.toLowerCase(Locale.ROOT) + " " + value;
    }

    /** A container that has to be created, with all configured attributes. */
    private Container missing(String kind, String name, List<String> testCases) {
        List<String> attributes = kind.equals(TEST_SET)
                ? wantedRefs.keySet().stream().map(this::inWords).toList()
                : List.of();
        return new Container(kind, name, Optional.empty(), Optional.empty(), attributes, 0, testCases);
    }

    private List<JsonNode> folders(String name) throws RefusedException, UnavailableException {
        Query query = new Query(
                "testfolder",
                QueryScope.project(context.workspace(), context.project()),
                Condition.is("Name", name),
                "ObjectID,FormattedID,Name,CreationDate,Notes");
        return wsapi.query(query, "look up the test folder").stream()
                .filter(found -> found.path("Name").asString("").equals(name))
                .toList();
    }

    /** A test case has at most one folder; test cases that already have one are left there. */
    private Container folder(String name) throws RefusedException, UnavailableException {
        Map<String, JsonNode> loose = new LinkedHashMap<>(context.testCases());
        loose.values().removeIf(testCase -> Refs.objectId(testCase.path("TestFolder")) != 0);
        List<JsonNode> found = folders(name);
        if (found.isEmpty()) {
            return missing(TEST_FOLDER, name, List.copyOf(loose.keySet()));
        }
        JsonNode folder = SingleCreation.oldest(found);
        String ref = Refs.of("testfolder", folder);
        refs.put(TEST_FOLDER, ref);
        Set<Long> members = new TestCaseCollection(wsapi, context.workspace(), ref).members();
        loose.values().removeIf(testCase -> members.contains(Refs.ownObjectId(testCase)));
        return new Container(
                TEST_FOLDER,
                name,
                Optional.of(folder.path("FormattedID").asString("")),
                Optional.of(RallyLinks.testFolder(settings.url(), Refs.ownObjectId(folder))),
                List.of(),
                members.size(),
                List.copyOf(loose.keySet()));
    }

    Container make(Container wanted) throws RefusedException, UnavailableException {
        boolean folder = wanted.kind().equals(TEST_FOLDER);
        if (wanted.id().isEmpty()) {
            create(wanted.name(), folder);
        }
        if (folder) {
            return folder(wanted.name());
        }
        fillIn();
        return testSet();
    }

    private void create(String name, boolean folder) throws RefusedException, UnavailableException {
        SingleCreation creation = creation();
        if (folder) {
            creation.make("testfolder", Map.of("Name", name, "Project", context.project()), () -> folders(name));
        } else {
            Map<String, String> attributes = new LinkedHashMap<>(wantedRefs);
            attributes.put("Name", name);
            attributes.put("Project", context.project());
            creation.make("testset", attributes, this::testSets);
        }
        findings.addAll(creation.findings());
    }

    private void fillIn() throws RefusedException, UnavailableException {
        JsonNode testSet = SingleCreation.oldest(testSets());
        Map<String, String> unset = unset(testSet);
        if (unset.isEmpty()) {
            return;
        }
        String action = "set attributes of the test set";
        try {
            Envelope answer = wsapi.post(
                    "testset/" + Refs.ownObjectId(testSet),
                    Map.of("workspace", context.workspace(), "fetch", "ObjectID"),
                    JSON.valueToTree(Map.of("testset", unset)).toString().getBytes(StandardCharsets.UTF_8),
                    action);
            if (!answer.errors().isEmpty() && !WsapiErrors.transientFailure(answer.errors())) {
                throw new RefusedException(wsapi.refusal(action, answer.errors()));
            }
        } catch (NoAnswerException e) {
            throw new UnavailableException(e.getMessage(), e);
        }
    }

    Map<String, String> add(Container container, Collection<String> testCases)
            throws RefusedException, UnavailableException {
        if (!refs.containsKey(container.kind())) {
            plan();
        }
        Map<String, String> items = new LinkedHashMap<>();
        testCases.forEach(
                id -> items.put(id, TestCaseCollection.ref(context.testCases().get(id))));
        return new TestCaseCollection(wsapi, context.workspace(), refs.get(container.kind())).add(items);
    }
}
