package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Dice;
import io.gitlab.verdict.sandbox.Fault;
import io.gitlab.verdict.sandbox.rally.model.Entity;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Faults that store a result differently from the answer. */
final class ResultFaults {
    private ResultFaults() {}

    /**
     * The change that the faults make to a written object, if any.
     *
     * @param written as the answer shows it
     */
    static Optional<EntityChange> strike(Entity written, Dice dice) {
        if (!written.type().isA("TestCaseResult")) {
            return Optional.empty();
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
        return values.equals(written.values())
                ? Optional.empty()
                : Optional.of(new EntityChange.Put(
                        written, new Entity(written.oid(), written.uuid(), written.type(), written.version(), values)));
    }

    private static String other(Entity result, Dice dice) {
        List<String> others = result.type().attribute("Verdict").orElseThrow().allowedValues().stream()
                .filter(verdict -> !verdict.equals(result.text("Verdict")))
                .toList();
        return others.get(dice.detail(Fault.WRONG_VERDICT, others.size()));
    }

    /** The same for every attempt to write the result. */
    private static String name(Entity result) {
        return Objects.toString(result.get("TestCase")) + " " + result.text("Build") + " " + result.get("Date");
    }
}
