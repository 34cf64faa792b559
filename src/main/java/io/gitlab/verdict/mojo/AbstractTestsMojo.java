package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.publish.ResolveTests;
import io.gitlab.verdict.publish.TestSources;
import io.gitlab.verdict.report.CollectedPublications;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.StaleReports;
import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.resolve.ResolveSettings;
import io.gitlab.verdict.resolve.ReviewQueue;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.text.FirstFew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;

/** What the goals share that read test reports and find test cases. */
abstract class AbstractTestsMojo extends AbstractTrackerMojo {
    private static final int DIRECTORIES_SHOWN = 4;

    private static final String DEFAULT_MAPPING_FILE = "verdict-mapping.yaml";

    /**
     * Directories with test reports, relative to the top project; {@code *} and {@code **} stand for any name and any
     * path. Without it, Surefire's and Failsafe's report directories of every module. Example for Gradle:
     * <code>**&#47;build/test-results/test</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.reportsDirectories")
    private List<String> reportsDirectories;

    /**
     * Files {@code publication.json} that other jobs of this build left, relative to the top project; {@code *} and
     * {@code **} stand for any name and any path. Their executions are published with those of this run, with the test
     * cases that they were found to prove, whether those jobs published anything or not; a file of more than 100 MB is named and left out. With it, reports are read only
     * where {@code reportsDirectories} says so; without it, only reports are read. Example for jobs that ran with
     * {@code -Dverdict.dryRun} and copied the file there: {@code shards/*}{@code /publication.json}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.publications")
    private List<String> publications;

    /**
     * Directories or jars with the compiled tests, whose annotations are read; relative to the top project, with
     * {@code *} and {@code **} as above. Without it, the output directories and resolved dependencies of every module.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.testClasses")
    private List<String> testClasses;

    /**
     * What to do with a report that was written before this run began: {@code skip}, {@code fail} or {@code publish}. The
     * run begins with the Maven session when the goal is bound to a phase, and with the pipeline when it is called
     * directly in GitLab; called directly elsewhere no report is too old.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.staleReports", defaultValue = "skip")
    private String staleReports;

    /**
     * The file that maps test name patterns to test case ids, relative to the top project. Without it,
     * {@code verdict-mapping.yaml} is used if it exists. A row is {@code shop.CartIT.adds: TC12} or
     * {@code shop.cart.**: [TC20, TC21]}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.mappingFile")
    private String mappingFile;

    /**
     * Regular expression of test case ids in test names and annotation values. Without it, the tracker's own: for Rally
     * <code>TC\d+</code>, for QMetry <code>(?i:ACME)(?:-TC-|_TC_)\d+</code> if {@code ACME}, which may be a key, is set as
     * {@code project}, and those of any project if a name such as {@code Acme Shop} or an id is.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.idPattern")
    private String idPattern;

    /**
     * Annotation types that carry test case ids, besides the well-known ones of Allure, Qase, Xray, Zephyr, JUnit, TestNG
     * and others: a class name, with the member after {@code #} unless it is {@code value}. Example:
     * {@code com.acme.TestCase#id}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.annotations")
    private List<String> annotations;

    private final ProjectDependenciesResolver dependencies;

    AbstractTestsMojo(ProjectDependenciesResolver dependencies) {
        this.dependencies = dependencies;
    }

    /** @throws InvalidSettingException if the settings cannot work */
    final ResolveTests tests(VerdictSettings overrides, TrackerChoice choice) {
        return new ResolveTests(sources(overrides, choice));
    }

    /** Reads and resolves; a run without any report gets a finding of its own. */
    final ResolvedRun read(ResolveTests tests, VerdictSettings overrides) throws StaleReportsException {
        List<String> others = overrides.list("publications", publications);
        if (!others.isEmpty()) {
            return collected(tests, others, overrides);
        }
        ResolvedRun run = tests.run();
        if (run.reportFiles() > 0) {
            return run;
        }
        List<Finding> findings = new ArrayList<>(run.findings());
        findings.add(noReports(overrides));
        return new ResolvedRun(0, run.resolutions(), findings);
    }

    private ResolvedRun collected(ResolveTests tests, List<String> others, VerdictSettings overrides)
            throws StaleReportsException {
        List<Path> files = layout().files(others);
        ResolvedRun own =
                overrides.list("reportsDirectories", reportsDirectories).isEmpty()
                        ? new ResolvedRun(0, List.of(), List.of())
                        : tests.run();
        if (files.isEmpty()) {
            List<Finding> findings = new ArrayList<>(own.findings());
            findings.add(Finding.error("No file matches " + overrides.where("publications") + ", which is "
                    + String.join(", ", others) + ". Keep publication.json as an artifact of the other jobs."));
            return new ResolvedRun(own.reportFiles(), own.resolutions(), findings);
        }
        return new CollectedPublications(files, fence(), stale(overrides)).addTo(own);
    }

    private StaleReports stale(VerdictSettings overrides) {
        String stale = overrides.choice("staleReports", staleReports, List.of("skip", "fail", "publish"));
        return StaleReports.valueOf(stale.toUpperCase(Locale.ROOT));
    }

    private TestSources sources(VerdictSettings overrides, TrackerChoice choice) {
        ResolveSettings resolve = new ResolveSettings(
                mapping(overrides),
                pattern(overrides, choice),
                foreignIds(overrides, choice),
                id -> choice.factory().testCaseId(id, choice.settings()),
                overrides.list("annotations", annotations),
                layout().classes(
                                overrides.list("testClasses", testClasses),
                                new TestDependencies(dependencies, session(), getLog())));
        return new TestSources(reports(overrides), fence(), stale(overrides), resolve);
    }

    private List<ReportDirectory> reports(VerdictSettings overrides) {
        return layout().reports(overrides.list("reportsDirectories", reportsDirectories));
    }

    final Map<String, List<Path>> reportsByModule(VerdictSettings overrides) {
        return reports(overrides).stream()
                .collect(Collectors.groupingBy(
                        ReportDirectory::module, Collectors.mapping(ReportDirectory::path, Collectors.toList())));
    }

    /** The mapping file, if there is one. */
    final Optional<Path> mapping(VerdictSettings overrides) {
        Optional<Path> set = overrides.text("mappingFile", mappingFile).map(layout().top()::resolve);
        set.filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw new InvalidSettingException(overrides.where("mappingFile") + " names " + file
                    + ", which is no file. Correct it, or leave it out.");
        });
        return set.or(
                () -> Optional.of(layout().top().resolve(DEFAULT_MAPPING_FILE)).filter(Files::isRegularFile));
    }

    /** What an id looks like. */
    final Pattern pattern(VerdictSettings overrides, TrackerChoice choice) {
        String regex =
                overrides.text("idPattern", idPattern).orElse(choice.factory().idPattern(choice.settings()));
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    overrides.where("idPattern") + " is no regular expression: " + e.getDescription() + " in \"" + regex
                            + "\".",
                    e);
        }
    }

    private Optional<Pattern> foreignIds(VerdictSettings overrides, TrackerChoice choice) {
        return overrides.text("idPattern", idPattern).isPresent()
                ? Optional.empty()
                : choice.factory().foreignIdPattern(choice.settings()).map(Pattern::compile);
    }

    private Optional<Instant> fence() {
        return gate().direct()
                ? new CiEnvironment(System.getenv()).pipelineCreatedAt()
                : Optional.of(session().getStartTime().toInstant());
    }

    private Finding noReports(VerdictSettings overrides) {
        if (testsSkipped()) {
            return Finding.info("No test reports, because the tests were skipped.");
        }
        List<String> read = reports(overrides).stream()
                .map(directory -> directory.path().toString())
                .toList();
        String where = read.isEmpty() ? "any directory" : FirstFew.of(read, DIRECTORIES_SHOWN);
        String message = "No test reports of this run in " + where + ". Run the tests first, or set "
                + overrides.where("reportsDirectories") + ".";
        return gate().direct() ? Finding.error(message) : Finding.warning(message);
    }

    private boolean testsSkipped() {
        return List.of("skipTests", "maven.test.skip", "skipITs").stream()
                .map(name -> session().getUserProperties().getProperty(name))
                .anyMatch(value -> value != null && !value.equalsIgnoreCase("false"));
    }

    /** Writes the review queue of this run. */
    final void writeReviewQueue(ResolvedRun run) throws IOException {
        ReviewQueue.write(layout().output().resolve(ReviewQueue.UNRESOLVED_YAML), run.resolutions());
    }
}
