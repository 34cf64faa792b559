package io.gitlab.verdict.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stores results otherwise than the answer says. */
final class Spoiler {
    private final Store store;

    Spoiler(Store store) {
        this.store = store;
    }

    /** @param written as the answer shows it */
    void spoil(Entity written, Dice dice) {
        if (!written.type().isA("TestCaseResult")) {
            return;
        }
        Map<String, Object> values = new HashMap<>(written.values());
        if (dice.strikes(Fault.WRONG_VERDICT)) {
            values.put("Verdict", other(written, dice));
        }
        if (dice.strikes(Fault.STUCK) || dice.dooms(Fault.STUCK_FOREVER, name(written))) {
            values.remove("Verdict");
        }
        if (dice.strikes(Fault.ORPHANED)) {
            values.remove("TestCase");
        }
        if (!values.equals(written.values())) {
            store.change(new Change.Put(
                    written, new Entity(written.oid(), written.uuid(), written.type(), written.version(), values)));
        }
    }

    private static String other(Entity result, Dice dice) {
        List<String> others = result.type().attribute("Verdict").orElseThrow().allowedValues().stream()
                .filter(verdict -> !verdict.equals(result.text("Verdict")))
                .toList();
        return others.get(dice.detail(Fault.WRONG_VERDICT, others.size()));
    }

    /** What stays the same over all attempts to write it. */
    private static String name(Entity result) {
        return Objects.toString(result.get("TestCase")) + " " + result.text("Build") + " " + result.get("Date");
    }
}
