package io.gitlab.verdict.mojo;

import io.gitlab.verdict.report.StaleReportsException;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.PublishCommand;
import io.gitlab.verdict.run.RunFailedException;
import io.gitlab.verdict.settings.DefaultSettings;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Publishes the test results of all modules: reads the reports, finds the test cases, compares with the tracker, writes the
 * difference and reads it back. Afterwards the tracker holds exactly one correct result for each executed test case. The goal
 * may be repeated at any time; results that are in the tracker are not written again.
 * <p>
 * Bound to a phase, the goal never fails the build, not even for a missing API key or an invalid setting: {@code check} does
 * that, after test failures have been reported. Outside CI and without credentials, it is skipped in one line. Called
 * directly ({@code mvn verdict:publish}), it fails if results could not be published.
 * <p>
 * A reactor has one publication, after the last module with this goal. The configuration of the top project applies, else that
 * of the first module that has the goal. If the build fails before it reaches this goal, for example in a unit test, the tests
 * that ran are published when the session ends; this requires {@code <extensions>true</extensions>} in the plugin's
 * declaration, and does not change how the build ends.
 *
 * @since 1.0.0
 */
@Mojo(name = "publish", defaultPhase = LifecyclePhase.POST_INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class PublishMojo extends AbstractTrackerMojo {

    /**
     * Distinguishes this run from other runs of the same build, in the notes of its results. If unset, the CI job's variant:
     * in GitLab, the values of {@code parallel:matrix}, or the job's index such as {@code 2/4}; in other CI systems, the
     * job's index if there is one. Example: {@code firefox}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.variant")
    private String variant;

    /**
     * The web address of this build, for the notes of its results. If unset, only the CI job's own links are in the notes: in
     * GitLab, those to the job, its pipeline, commit and merge request; in other CI systems, those to the build, its commit
     * and pull request as far as their variables give addresses. Example:
     * {@code https://jenkins.acme.example/job/shop/42/}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.buildUrl")
    private String buildUrl;

    /**
     * The verdict of an execution that threw something other than an assertion error: {@code fail}, {@code error},
     * {@code blocked}, {@code inconclusive} or {@code pass}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.errorAs", defaultValue = DefaultSettings.ERROR_AS)
    private String errorAs;

    /**
     * The verdict of a test case whose executions were all skipped. In addition to the values of {@code errorAs},
     * {@code omit}: nothing is published, so the tracker keeps its last verdict.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.skippedAs", defaultValue = DefaultSettings.SKIPPED_AS)
    private String skippedAs;

    /**
     * The verdict of an execution that failed first and passed when it was run again. Values as for {@code errorAs}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.flakyAs", defaultValue = DefaultSettings.FLAKY_AS)
    private String flakyAs;

    /**
     * The verdict of a test case whose test method did not run because its class failed before, so that it is in no report,
     * or which TestNG skipped because its class, or a test that it depends on, failed. Values as for {@code skippedAs}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.absentAs", defaultValue = DefaultSettings.ABSENT_AS)
    private String absentAs;

    /**
     * Where the evidence of a result is found: {@code markers} (files that reports name or contain:
     * {@code [[ATTACHMENT|path]]} in a test's output or in TestNG's {@code Reporter.log}, attachments of Allure, files that
     * JUnit tests publish), {@code output} (Surefire's {@code -output.txt}), {@code stackTrace} (if the notes do not show
     * all of it), {@code systemOut} (the output of a failed test in its report, its beginning and its end), and patterns of
     * files. Patterns are relative to the module, to the top project or to the CI job's
     * checkout, and may contain {@code *}, {@code **}, {@code {class}}, {@code {method}} and {@code {testCase}}. If unset,
     * the first three. Example: <code>markers, output, target/screenshots/{class}.{method}-*.png</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachments")
    private List<String> attachments;

    /**
     * The executions whose evidence is published: {@code failed}, {@code all} or {@code none}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentsFor", defaultValue = DefaultSettings.ATTACHMENTS_FOR)
    private String attachmentsFor;

    /**
     * Maximum size of an attachment, such as {@code 5MB} or {@code 512KB} (1 KB is 1024 bytes). A larger text is compressed
     * if it then fits. Files that are still larger are only named in the notes, with the address of the CI job's artifact if
     * there is one.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentMaxSize", defaultValue = DefaultSettings.ATTACHMENT_MAX_SIZE)
    private String attachmentMaxSize;

    /**
     * Maximum number of pieces of evidence of a result. Further ones are reported and left out.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentsPerResult", defaultValue = DefaultSettings.ATTACHMENTS_PER_RESULT)
    private String attachmentsPerResult;

    /**
     * Maximum number of attachments of a publication. Further ones are reported and left out.
     *
     * @since 1.0.0
     */
    @Parameter(
            property = "verdict.attachmentsPerPublication",
            defaultValue = DefaultSettings.ATTACHMENTS_PER_PUBLICATION)
    private String attachmentsPerPublication;

    /**
     * Directories outside the project from which evidence may be read, relative to the top project. If unset, files outside
     * the project are rejected, even if a test names them: they could be secrets of the CI runner. Example:
     * {@code /var/log/shop}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentRoots")
    private List<String> attachmentRoots;

    /**
     * Template of a result's notes, with the placeholders {@code {build}}, {@code {testCase}}, {@code {verdict}},
     * {@code {execution}} (the decisive test and its outcome), {@code {message}}, {@code {location}} (the stack frame in the
     * test class), {@code {trace}} (the first 25 lines of the stack trace), {@code {executions}} (all executions, if there are
     * several), {@code {evidence}} (files that are kept elsewhere) and {@code {links}} (of the CI job). A line whose
     * placeholders are all empty is left out; {@code \n} is a line break. If unset, execution, message, trace, executions,
     * evidence and links. Example: <code>{execution}\n{message}\n{links}</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.notes")
    private String notes;

    /**
     * Regular expressions of secrets, which are masked in notes, in attached text files and in the files in
     * {@code target/verdict}, in addition to well-known formats of keys and tokens. If an expression has a group, its first
     * group is masked. The syntax is that of RE2: without lookaround and back references, because a report must not be able
     * to slow the search down. A match must not exceed 20,000 characters. Example: {@code customer-\d{8}}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.redact")
    private List<String> redact;

    /**
     * Environment variables whose values are masked, in addition to those whose names contain {@code TOKEN},
     * {@code PASSWORD}, {@code SECRET}, {@code KEY} and the like. Example: {@code STAGING_LOGIN}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maskedVariables")
    private List<String> maskedVariables;

    @Override
    void run(FrontEnd frontEnd) throws RunFailedException, StaleReportsException, IOException {
        new PublishCommand(frontEnd).run();
    }
}
