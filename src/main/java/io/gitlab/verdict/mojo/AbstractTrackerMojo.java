package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.DefaultSettings;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The settings that several goals share: the tracker, the requests to it, and the tests. */
abstract class AbstractTrackerMojo extends AbstractVerdictMojo {

    /**
     * The tracker: the name of its block, or {@code sandbox} for the embedded tracker. If unset, the tracker whose block is
     * configured; if there is no block, {@code sandbox}, with a warning that nothing leaves this machine. Example:
     * {@code -Dverdict.tracker=sandbox} to try out a configuration.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.tracker")
    private String tracker;

    /**
     * The settings of Rally. Each can be overridden by a property such as {@code -Dverdict.rally.testSet} or an environment
     * variable such as {@code VERDICT_RALLY_TEST_SET}.
     * <p>
     * Test case IDs look like {@code TC123}; {@code tc123}, {@code TC_123} and {@code TC-123} are the same test case.
     * {@code batchSize} is 25 if unset;
     * {@code maxConcurrency} is 4 if unset and at most 12, and 1 for results in a test set, because concurrent writes would
     * conflict there.
     * <ul>
     * <li>{@code url}: root of the server. If unset, {@code https://rally1.rallydev.com}. Must be HTTPS, except on this
     * machine.</li>
     * <li>{@code workspace}: name, ObjectID or ref. Required.</li>
     * <li>{@code project}: name, ObjectID or ref. Required.</li>
     * <li>{@code testSet}: test set of the results: FormattedID ({@code TS42}), name, or {@code iteration} for the test set
     * of the current iteration, which is the iteration of today in the workspace's time zone. Its test set is the one
     * named according to {@code testSetName}, else its only test set. If unset, results belong to no test set.</li>
     * <li>{@code iteration}: name, ObjectID or ref of the iteration to use instead of the current one.</li>
     * <li>{@code createTestSet}: if {@code true}, the first publication creates a missing test set of the iteration. If
     * unset, {@code false}: a missing test set is an error, and nothing is published.</li>
     * <li>{@code testSetName}: name of an iteration's test set; <code>{iteration}</code> is replaced by the iteration's
     * name. If unset, <code>Sprint-{iteration}-Automated-Tests</code>.</li>
     * <li>{@code release}, {@code owner}: name of the release and user name of the owner of created test sets. The goal
     * {@code test-set} also sets them on existing test sets that have none. If unset, they stay empty.</li>
     * <li>{@code testFolder}: name of a test folder, which may contain <code>{iteration}</code>. The goal {@code test-set}
     * creates it and moves those of the iteration's test cases into it that are in no folder. If unset, no folder is
     * created.</li>
     * <li>{@code stateField}: field that holds the state of a test case, such as {@code c_Lifecycle}. {@code doctor} warns of
     * test cases in one of the {@code archivedStates} (if unset, {@code Archived,Deprecated}). If unset, states are not
     * checked.</li>
     * <li>{@code tester}: user name of the tester of the results. If unset, the owner of the API key.</li>
     * <li>{@code durationUnit}: unit of durations in Rally, {@code seconds} or {@code minutes}. If unset,
     * {@code seconds}.</li>
     * <li>{@code replicaLag}: how long a write may be invisible to reads. If unset, {@code 8s}. Each publication that
     * writes waits this time once before it reads back.</li>
     * <li>{@code archivedTestSets}: test sets that the goal {@code status} ignores, separated by commas:
     * {@code iterationEnd} for those whose iteration has ended, schedule states, or {@code none}. If unset,
     * {@code iterationEnd,Accepted,Released}.</li>
     * <li>{@code fields}: custom fields of each result, such as
     * {@code <fields><c_Environment>staging</c_Environment></fields>}.</li>
     * </ul>
     * <p>
     * Example: {@code <rally><workspace>Acme</workspace><project>Shop</project><testSet>TS42</testSet></rally>}.
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration rally;

    /**
     * The settings of QMetry Test Management. Each can be overridden by a property such as
     * {@code -Dverdict.qmetry.platform} or an environment variable such as {@code VERDICT_QMETRY_PLATFORM}.
     * <p>
     * Test case IDs look like {@code ACME-TC-12} or, in Java names, {@code ACME_TC_12}. {@code batchSize} is 20 if unset.
     * {@code maxWrites} also counts each run that {@code linkMissing} creates, in all executions of the suite, and the build
     * that {@code createBuild} creates. For {@code sweep}, runs of automated suites that are Not Run count as stuck; a run's age
     * begins with its status, else with its execution, at the end of that day in the last time zone.
     * <ul>
     * <li>{@code url}: root of the server. If unset, {@code https://testmanagement.qmetry.com}. Must be HTTPS, except on this
     * machine.</li>
     * <li>{@code project}: key, name or ID. Required. With a key, spelled as in QMetry, only test case IDs of this project are
     * found in tests; with a name or ID, IDs of every project are found, and those of others are rejected.</li>
     * <li>{@code testSuite}: key ({@code ACME-TS-1}) or name. Required. Here and below, letter case matters only
     * between names that differ in case alone.</li>
     * <li>{@code platform}: names of platforms, separated by commas, or {@code all} for every platform of the suite. If
     * unset, exactly one execution of the suite must match.</li>
     * <li>{@code release}, {@code cycle}: names that select among the executions of a platform; the cycle {@code all}
     * selects every cycle, and together with the platform {@code all} every execution. If unset, exactly one execution
     * must match.</li>
     * <li>{@code build}: name of the build of the executions. If unset, the publication's build if {@code createBuild} is set
     * or the project requires a build; else executions have no build. A status that was set in an earlier build is set
     * again.</li>
     * <li>{@code createBuild}: whether a missing build is created. If unset, {@code false}.</li>
     * <li>{@code linkMissing}: whether test cases that are not in the suite are linked to it. If unset, {@code
     * false}.</li>
     * <li>{@code overwrite}: whether a failure or block that a user set in the same build is overwritten. If unset,
     * {@code false}. Executions without build count as one build.</li>
     * <li>{@code passStatus}, {@code failStatus}, {@code errorStatus}, {@code blockedStatus}, {@code inconclusiveStatus}:
     * names of the project's statuses. If unset, QMetry's own; Failed for an error, and none for an inconclusive
     * verdict.</li>
     * <li>{@code serverId}: ID of the {@code <server>} in {@code settings.xml} with the user name and password that sign
     * executions, if the project requires it (21 CFR Part 11).</li>
     * <li>{@code writesPerMinute}: maximum number of writes per minute. If unset, {@code 30}.</li>
     * <li>{@code replicaLag}: how long a write may be invisible to reads. If unset, {@code 2s}.</li>
     * </ul>
     * <p>
     * Example: {@code <qmetry><project>ACME</project><testSuite>ACME-TS-1</testSuite></qmetry>}.
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration qmetry;

    /**
     * ID of the {@code <server>} in {@code settings.xml} that holds the tracker's credentials, encrypted or not; its password
     * is the API key. Environment variables such as {@code VERDICT_API_KEY} have precedence. If unset, the tracker's name.
     * Example: {@code acme-rally}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.serverId")
    private String serverId;

    /**
     * What {@code publish}, {@code test-set} and {@code doctor} do without credentials: {@code skip} logs a line and
     * continues, which {@code check} accepts; {@code publish} still writes its files. {@code fail} is an error. If unset,
     * {@code skip} in CI jobs from which the CI system may withhold them (in GitLab, those of merge requests from forks and
     * of unprotected refs; in other systems, those of pull requests from forks where the job's variables say so), and for
     * goals that are bound to a phase outside CI; {@code fail} everywhere else. Outside CI, a skipped {@code publish} reads
     * no reports. Example: {@code fail} in builds that must publish from any machine.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onMissingCredentials")
    private String onMissingCredentials;

    /**
     * Maximum duration of the goal, waiting included: {@code 90s}, {@code 10m}, {@code 1h} or an ISO-8601 duration such as
     * {@code PT10M}. Results that are not verified by then count as unpublished. {@code doctor} has its own,
     * {@code doctorDeadline}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.deadline", defaultValue = DefaultSettings.DEADLINE)
    private String deadline;

    /**
     * Number of results in one request. Used by {@code publish} and {@code replay}. If unset, the tracker's default, which its
     * block states. Example: {@code 10}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.batchSize")
    private String batchSize;

    /**
     * Maximum number of concurrent requests. Used by {@code publish} and {@code replay}. If unset, the tracker's default,
     * which its block states. Example: {@code 2}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maxConcurrency")
    private String maxConcurrency;

    /**
     * Maximum number of requests per minute, evenly spread. If unset, only the limits of the tracker's block apply. Example:
     * {@code 120}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.requestsPerMinute")
    private String requestsPerMinute;

    /**
     * Maximum number of objects that a publication or a sweep may create or change in the tracker: results, or test case
     * runs, and their attachments. If it would need more, nothing is written; a dry run reports that, too. Used by
     * {@code publish}, {@code replay} and {@code sweep}. If unset, there is no limit. Example: {@code 500}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maxWrites")
    private String maxWrites;

    /**
     * The directory that keeps a publication until the tracker is proven to hold all of it, relative to the top project. Keep
     * it as a CI artifact or cache: {@code verdict:replay} completes the publication, on another machine, too. {@code sweep}
     * finds the test cases of orphaned results there, and leaves results that wait there to {@code replay}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.outbox", defaultValue = DefaultSettings.OUTBOX)
    private String outbox;

    /**
     * If {@code true}, the goal compares and reports what it would write, but writes nothing to the tracker, and the outbox
     * stays unchanged. Used by {@code publish}, {@code replay}, {@code test-set} and {@code sweep}. For {@code sweep},
     * {@code -Dverdict.dryRun=false} is the same as {@code -Dverdict.sweep.apply}, unless the latter is set; {@code false} in
     * a POM is ignored.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.dryRun", defaultValue = DefaultSettings.DRY_RUN)
    private String dryRun;

    /**
     * The text that identifies the build in the tracker. Results of the same test case, build and date are the same result.
     * If unset, the CI system's, such as {@code GitLab-} and the pipeline's ID, {@code GitHub-} and the run's ID, or
     * {@code Jenkins-}, the job and its number; the README lists all. Else the project's version and {@code -local}, with a
     * warning in an unknown CI system, because that text does not identify a build. For {@code sweep}, the build that runs the sweep. For {@code status}, the build whose coverage is reported; if unset
     * there, the build of {@code target/verdict/publication.json}, else the latest build of each test set. Example:
     * {@code nightly-2026-11-21}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.build")
    private String build;

    /**
     * Test reports: files of any name, directories, or Ant patterns of either, relative to the top project or absolute; {@code
     * *} matches any name, {@code **} zero or more directories. A directory does not include its subdirectories; write {@code
     * /**} after it for them. Read are XML files in JUnit's format, and the reports that add test case ids and evidence to them,
     * such as Allure's results; each file once, though several patterns match it. A part that matches no report is a warning,
     * and an error if there is no report at all. Symbolic links are followed only where a part names them. A report below
     * {@code target} or {@code build} belongs to the module that holds this directory. If unset, the report directories of
     * Surefire and Failsafe of every module. Used by {@code publish} and {@code resolve}. Examples:
     * <code>**&#47;target/surefire-reports/TEST-*.xml,**&#47;test-results/**&#47;*.xml,report.xml</code>, or for Gradle
     * <code>**&#47;build/test-results/test</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.reports")
    private List<String> reports;

    /**
     * Files {@code publication.json} of other jobs of this build, relative to the top project; {@code *} matches any name,
     * {@code **} any path. Their test executions are published together with those of this run, with the test cases that
     * those jobs found, whether those jobs published or not. Keep the evidence files that they list as artifacts, too; a
     * missing one is reported. A file of more than 100 MB is reported and left out. If set, test reports are read only if
     * {@code reports} is set, too. If unset, only test reports are read. Used by {@code publish} and
     * {@code resolve}. Example for jobs that ran with {@code -Dverdict.dryRun}:
     * {@code shards/*}{@code /publication.json}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.publications")
    private List<String> publications;

    /**
     * Directories or jars with the compiled tests, whose annotations are read, relative to the top project; {@code *}
     * matches any name, {@code **} any path. If unset, the output directories and resolved dependencies of every module. Used
     * by {@code publish} and {@code resolve}. Example: <code>**&#47;build/classes/java/test</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.testClasses")
    private List<String> testClasses;

    /**
     * What to do with reports that were written before this run began: {@code skip}, {@code fail} or {@code publish}. A run
     * begins with the Maven session if the goal is bound to a phase; if it is called directly, with the CI pipeline. If the
     * CI system does not tell when that was, and outside CI, no report is left out, but reports that are hours older than the
     * others, or than a day, are a warning; {@code publish} turns it off. Used by {@code publish} and {@code resolve}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.staleReports", defaultValue = DefaultSettings.STALE_REPORTS)
    private String staleReports;

    /**
     * Time zone of timestamps in reports that have none, such as {@code 2026-11-21T12:27:11}: an id such as
     * {@code Europe/Berlin}, or an offset such as {@code +01:00}. If unset, the difference between the end of the last test and
     * the time at which its report was written, if that is whole quarters of an hour (and at most half a minute, for writing
     * the report), else the zone of the JVM that runs Maven. Timestamps with a zone do not depend on it. Used by
     * {@code publish} and {@code resolve}. Example: {@code Europe/Berlin}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.reportZone")
    private String reportZone;

    /**
     * The file that maps test name patterns to test case IDs, relative to the top project. Rows are
     * {@code shop.CartIT.adds: TC12} or {@code shop.cart.**: [TC20, TC21]}; {@code shop.CartIT.internal: none}
     * marks a test that has no test case on purpose. At most 3 MB. If unset, {@code verdict-mapping.yaml} if it
     * exists. Used by {@code publish}, {@code resolve} and {@code doctor}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.mappingFile")
    private String mappingFile;

    /**
     * Regular expression of test case IDs in test names and annotation values. An ID is found at word boundaries only. If there
     * is a group named {@code id}, such as in <code>#(?&lt;id&gt;\d+)</code>, the group is the ID. A pattern that takes too many
     * steps to search a name finds nothing there, which is a warning. If unset, the tracker's own, which its block states. Used by {@code publish}, {@code resolve} and {@code doctor}. Example: <code>REQ-\d+</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.idPattern")
    private String idPattern;

    /**
     * Annotation types that hold test case IDs, in addition to those of Allure, Qase, Xray, Zephyr, JUnit, TestNG and others:
     * a class name, followed by {@code #} and the member unless it is {@code value}. Used by {@code publish} and
     * {@code resolve}. Example: {@code com.acme.TestCase#id}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.annotations")
    private List<String> annotations;

    /**
     * The rules that find test cases, in the order in which they are tried; rules that are not named are not used. The first
     * that finds test cases wins. They are {@code statement} (testcase properties, report entries, Allure's links),
     * {@code annotation}, {@code tag} (tags in reports, such as those of Cucumber) and {@code name}; the mapping file always
     * comes first. If unset, all of them in that order. Used by {@code publish} and {@code resolve}. Example to prefer
     * annotations: {@code annotation,statement,tag,name}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.idSources")
    private List<String> idSources;

    /**
     * Keys of the testcase properties, report entries, and Allure links and labels whose values are test case IDs, in any
     * case. A value may hold several IDs, separated by commas or spaces. Other keys are ignored; a value that is not an ID is
     * reported. If unset, {@code test_id}, {@code test_key}, {@code testCase}, {@code id}, {@code tms},
     * {@code testrail_case_id} and {@code AS_ID}. Used by {@code publish} and {@code resolve}. Example:
     * {@code requirement,testCase}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.testCaseProperties")
    private List<String> testCaseProperties;

    /**
     * What to do if tests of Java classes have no class file, so that their annotations are not read: {@code warn}, or
     * {@code fail}, which makes the publication incomplete. Test cases that are found by tags or names are marked as
     * unchecked, because an annotation may name others. Tests that are not methods of Java classes, such as scenarios of
     * Cucumber and tests of Playwright or pytest, need no class file. Used by {@code publish} and {@code resolve}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.onMissingClasses", defaultValue = DefaultSettings.ON_MISSING_CLASSES)
    private String onMissingClasses;
}
