package io.gitlab.verdict.tracker.rally.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.rally.result.ResultRules;
import io.gitlab.verdict.tracker.rally.wire.WsapiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that this workspace accepts the verdicts and the custom fields of results. */
final class ResultChecks {
    private static final String VERDICTS = "verdicts";
    private static final String FIELDS = "custom fields";

    private final WsapiClient wsapi;
    private final String workspace;
    private final Map<String, String> given;

    /** @param given the configured custom fields of each result */
    ResultChecks(WsapiClient wsapi, String workspace, Map<String, String> given) {
        this.wsapi = wsapi;
        this.workspace = workspace;
        this.given = given;
    }

    List<Check> check() throws UnavailableException {
        try {
            ResultRules rules = ResultRules.ask(wsapi, workspace);
            List<Check> checks = new ArrayList<>(List.of(verdicts(rules)));
            List<Check> fields = fields(rules);
            checks.addAll(fields.isEmpty() ? List.of(Check.ok(FIELDS, summary(rules))) : fields);
            return checks;
        } catch (RefusedException e) {
            return List.of(Check.error(VERDICTS, e.getMessage()));
        }
    }

    private static String summary(ResultRules rules) {
        return rules.fields().isEmpty() ? "results have none" : "none is missing";
    }

    private static Check verdicts(ResultRules rules) {
        Set<String> missing = new TreeSet<>(ResultRules.STANDARD_VERDICTS);
        missing.removeIf(rules::allows);
        if (missing.isEmpty()) {
            return Check.ok(VERDICTS, "all standard ones are allowed");
        }
        String finding = "this workspace does not allow " + String.join(", ", missing);
        String remedy = "Allow them in Rally, or set errorAs, skippedAs, flakyAs and absentAs to other verdicts.";
        boolean needed = missing.contains("Pass") || missing.contains("Fail");
        return needed ? Check.error(VERDICTS, finding, remedy) : Check.warning(VERDICTS, finding, remedy);
    }

    private List<Check> fields(ResultRules rules) throws RefusedException, UnavailableException {
        List<Check> checks = new ArrayList<>();
        for (ResultRules.Field field : rules.fields()) {
            Optional<String> value = Optional.ofNullable(given.get(field.name()));
            if (value.isPresent()) {
                valid(field, value.get()).ifPresent(checks::add);
            } else if (field.required()) {
                checks.add(Check.error(
                        FIELDS,
                        field.name() + " is mandatory and not configured",
                        "Set <rally><fields><" + field.name() + ">."));
            }
        }
        given.keySet().stream()
                .filter(name ->
                        rules.fields().stream().noneMatch(field -> field.name().equals(name)))
                .forEach(name -> checks.add(Check.error(
                        FIELDS,
                        "results of this workspace have no field " + name,
                        "Correct <rally><fields>, or have the field added in Rally.")));
        return checks;
    }

    private Optional<Check> valid(ResultRules.Field field, String value) throws RefusedException, UnavailableException {
        Set<String> allowed = field.constrained() ? ResultRules.allowed(wsapi, workspace, field.objectId()) : Set.of();
        return allowed.isEmpty() || allowed.contains(value)
                ? Optional.empty()
                : Optional.of(Check.error(
                        FIELDS,
                        field.name() + " is \"" + value + "\"; this workspace allows "
                                + String.join(", ", new TreeSet<>(allowed)),
                        "Set <rally><fields><" + field.name() + "> to one of these."));
    }
}
