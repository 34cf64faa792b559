package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.ParsedReport.Origin;
import io.gitlab.verdict.report.input.ReportDate;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The dates of all executions of a run.
 *
 * <p>A timestamp without time zone is in {@link DateRules#zone}. Without that setting, the zone is found for each directory:
 * the report whose last test ended last was written then ({@link DateRules#zoneOf}), also where a tool writes all reports at
 * the end. If it was not, it is the zone of this JVM.
 */
final class RunDates {

    private record LastEnd(Instant end, Instant written) {}

    private final DateRules rules;
    private final Map<Path, LastEnd> ends = new HashMap<>();
    private final Map<Path, Optional<ZoneId>> zones = new HashMap<>();
    private final TreeSet<String> foundZones = new TreeSet<>();
    private Optional<String> implausible = Optional.empty();
    private Optional<Path> ofThisJvm = Optional.empty();
    private int all;
    private int implausibles;
    private int withoutZone;

    RunDates(DateRules rules) {
        this.rules = rules;
    }

    /** Must be called for each execution before the first call of {@link #dated}. */
    void add(Origin origin) {
        ReportDate date = origin.date();
        if (date.origin() == ReportDate.Origin.LOCAL) {
            LastEnd end = new LastEnd(
                    date.end().orElse(date.instant()), origin.source().file().modified());
            ends.merge(directory(origin), end, (one, other) -> other.end().isAfter(one.end()) ? other : one);
        }
    }

    /** The execution with its date in the right zone; one that is implausible is replaced. */
    TestExecution dated(TestExecution execution, Origin origin) {
        all++;
        Instant date = execution.date();
        switch (origin.date().origin()) {
            case FILE, TIMESTAMP -> {}
            case LOCAL -> date = inZone(date, origin);
        }
        if (rules.plausible(date)) {
            return date.equals(execution.date()) ? execution : execution.withDate(date);
        }
        return execution.withDate(instead(execution, date, origin));
    }

    /** @param ofFiles the number of executions that have the date of their file */
    List<Finding> findings(int ofFiles) {
        List<Finding> findings = new ArrayList<>();
        if (ofFiles > 0) {
            findings.add(
                    Finding.info(ofFiles + " of " + all + " test executions have no timestamp in their report: their"
                            + " date is the time at which the file was written. Surefire 3.5.5 and later writes timestamps with"
                            + " <reportTestTimestamp>."));
        }
        implausible.ifPresent(first -> findings.add(Finding.warning(implausibles
                + " test executions have a date before 2000 or in the future, so another date is published: " + first
                + ". Correct the clock of the machine that ran the tests.")));
        zoneFinding().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> zoneFinding() {
        if (withoutZone == 0 || rules.zone().isPresent()) {
            return Optional.empty();
        }
        String what = withoutZone + " test executions have a timestamp without time zone";
        return Optional.of(ofThisJvm
                .map(first ->
                        Finding.warning(what + ", and the time at which the files were written does not tell the zone"
                                + " (first in " + first + "): it is taken as " + rules.zoneOfThisJvm()
                                + ", the zone of this JVM. Set reportZone."))
                .orElseGet(() -> Finding.info(what + ": it is taken as UTC" + String.join(", UTC", foundZones)
                        + ", by the time at which the files were written. Set reportZone if this is wrong.")));
    }

    private Instant inZone(Instant asUtc, Origin origin) {
        withoutZone++;
        ZoneId zone = rules.zone().or(() -> zoneIn(directory(origin))).orElseGet(() -> {
            ofThisJvm = ofThisJvm.or(() -> Optional.of(directory(origin)));
            return rules.zoneOfThisJvm();
        });
        return LocalDateTime.ofInstant(asUtc, ZoneOffset.UTC).atZone(zone).toInstant();
    }

    private Optional<ZoneId> zoneIn(Path directory) {
        return zones.computeIfAbsent(directory, key -> {
            LastEnd last = ends.get(key);
            Optional<ZoneId> zone = DateRules.zoneOf(last.end(), last.written());
            zone.ifPresent(found -> foundZones.add(found.equals(ZoneOffset.UTC) ? "" : found.getId()));
            return zone;
        });
    }

    private Instant instead(TestExecution execution, Instant date, Origin origin) {
        Instant now = rules.now().truncatedTo(ChronoUnit.SECONDS);
        Instant written = origin.source().file().modified().truncatedTo(ChronoUnit.SECONDS);
        boolean ofFile = rules.plausible(written);
        Instant other = ofFile ? written : now;
        implausibles++;
        implausible = implausible.or(() -> Optional.of(execution.displayName() + " has " + date + " in "
                + origin.source().file().path() + ", published is " + other + ", "
                + (ofFile ? "when the file was written" : "the time of this run")));
        return other;
    }

    private static Path directory(Origin origin) {
        return origin.source().file().directory();
    }
}
