package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.publish.TestSources;
import io.gitlab.verdict.report.DateRules;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.resolve.IdSources;
import io.gitlab.verdict.resolve.ResolveSettings;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings that determine which tests are read and how their test cases are found.
 *
 * @param frontEnd provides settings and files
 * @param choice the tracker, whose ids are looked for
 */
record TestSettings(FrontEnd frontEnd, TrackerChoice choice) {
    static final String REPORTS = "reports";
    static final String PUBLICATIONS = "publications";
    static final String KEEP_PUBLICATIONS = "Keep publication.json of the other jobs as an artifact.";
    private static final String TEST_CLASSES = "testClasses";
    private static final String ID_PATTERN = "idPattern";
    private static final String MAPPING_FILE = "mappingFile";
    private static final String REPORT_ZONE = "reportZone";
    private static final String DEFAULT_MAPPING_FILE = "verdict-mapping.yaml";

    /** @throws InvalidSettingException if a setting is invalid */
    TestSources sources() {
        ProjectFiles files = new ProjectFiles(frontEnd.project());
        ReportSet reports = files.reports(
                settings().asWritten(REPORTS), named(), !frontEnd.invocation().testsSkipped());
        ResolveSettings resolve = new ResolveSettings(
                mapping(),
                idPattern(),
                foreignIds(),
                this::testCaseId,
                idSources(),
                files.classes(settings().asWritten(TEST_CLASSES), settings().list(TEST_CLASSES)),
                missingClasses());
        return new TestSources(
                reports.with(files.findings()),
                fence(),
                staleReports(),
                EvidenceFactory.store(frontEnd),
                dates(),
                resolve);
    }

    private Finding.Severity missingClasses() {
        String choice =
                settings().choice("onMissingClasses", DefaultSettings.ON_MISSING_CLASSES, List.of("warn", "fail"));
        return choice.equals("fail") ? Finding.Severity.ERROR : Finding.Severity.WARNING;
    }

    private IdSources idSources() {
        List<String> properties = settings().list("testCaseProperties");
        return new IdSources(
                settings().list("idSources"),
                settings().list("annotations"),
                Set.copyOf(properties.isEmpty() ? DefaultSettings.TEST_CASE_PROPERTIES : properties));
    }

    /** The parts of the setting of reports. People copy lists with commas into an element of a POM, too. */
    List<String> named() {
        return settings().list(REPORTS).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The patterns of {@code publication.json} files of other jobs. */
    List<String> publications() {
        return settings().list(PUBLICATIONS);
    }

    /** The {@code publication.json} files of other jobs. */
    List<Path> publicationFiles(ProjectFiles files) {
        return files.files(settings().asWritten(PUBLICATIONS), publications(), KEEP_PUBLICATIONS);
    }

    StaleReports staleReports() {
        String text =
                settings().choice("staleReports", DefaultSettings.STALE_REPORTS, List.of("skip", "fail", "publish"));
        return StaleReports.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Reports that were written before are of an earlier run. */
    Optional<Instant> fence() {
        Invocation invocation = frontEnd.invocation();
        return invocation.direct() ? frontEnd.ci().pipelineCreatedAt() : Optional.of(invocation.buildStart());
    }

    private DateRules dates() {
        Optional<ZoneId> zone = settings().text(REPORT_ZONE).map(this::zone);
        return new DateRules(zone, ZoneId.systemDefault(), frontEnd.clock());
    }

    private ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidSettingException(settings().asWritten(REPORT_ZONE) + " is " + text
                    + ", which is not a time zone. Set an id such as Europe/Berlin, UTC or +01:00.");
        }
    }

    /** The mapping file, if there is one. */
    Optional<Path> mapping() {
        Path top = frontEnd.project().top();
        Optional<Path> set = settings().text(MAPPING_FILE).map(top::resolve);
        set.filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw new InvalidSettingException(settings().asWritten(MAPPING_FILE) + " is " + file
                    + ", which is not a file. Correct the path, or remove the setting.");
        });
        return set.or(() -> Optional.of(top.resolve(DEFAULT_MAPPING_FILE))
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS)));
    }

    /** The pattern of test case ids. */
    Pattern idPattern() {
        return settings()
                .pattern(
                        ID_PATTERN, settings().text(ID_PATTERN, choice.factory().idPattern(choice.settings())));
    }

    /** The tracker's spelling of an id. */
    String testCaseId(String found) {
        return choice.factory().testCaseId(found, choice.settings());
    }

    private Optional<Pattern> foreignIds() {
        return settings().text(ID_PATTERN).isPresent()
                ? Optional.empty()
                : choice.factory().foreignIdPattern(choice.settings()).map(Pattern::compile);
    }

    private VerdictSettings settings() {
        return frontEnd.settings();
    }
}
