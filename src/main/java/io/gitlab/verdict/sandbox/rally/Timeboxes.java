package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.schema.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * Iterations and releases last whole days: Rally moves their dates to the first and the last second of a day in the time
 * zone of the workspace.
 */
final class Timeboxes {
    private static final Map<String, String> BEGINNINGS =
            Map.of("Iteration", "StartDate", "Release", "ReleaseStartDate");
    private static final Map<String, String> ENDS = Map.of("Iteration", "EndDate", "Release", "ReleaseDate");

    private final Entities entities;

    Timeboxes(Entities entities) {
        this.entities = entities;
    }

    /** Moves the dates among the values. */
    void align(Type type, Map<String, Object> values, Object workspace) {
        if (BEGINNINGS.containsKey(type.name())) {
            ZoneId zone = zone((Long) workspace);
            values.computeIfPresent(
                    BEGINNINGS.get(type.name()),
                    (name, date) -> day((Instant) date, zone).atStartOfDay(zone).toInstant());
            values.computeIfPresent(
                    ENDS.get(type.name()),
                    (name, date) -> day((Instant) date, zone)
                            .plusDays(1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .minusSeconds(1));
        }
    }

    private static LocalDate day(Instant date, ZoneId zone) {
        return date.atZone(zone).toLocalDate();
    }

    private ZoneId zone(Long workspace) {
        return entities.get(workspace)
                .flatMap(entity -> entities.get(entity.reference("WorkspaceConfiguration")))
                .map(configuration -> ZoneId.of(configuration.text("TimeZone")))
                .orElse(ZoneId.of("UTC"));
    }
}
