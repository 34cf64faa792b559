package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiEnvironment;
import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceDirectories;
import io.gitlab.verdict.evidence.EvidenceSettings;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.evidence.FileSize;
import io.gitlab.verdict.evidence.Redaction;
import io.gitlab.verdict.publish.NotesTemplate;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.ProjectDependenciesResolver;

/** What a goal that sends results knows of their evidence and notes. */
abstract class AbstractEvidenceMojo extends AbstractTestsMojo {

    /**
     * Where the evidence of a result is found: {@code markers} ({@code [[ATTACHMENT|path]]} in a test's output),
     * {@code output} (Surefire's {@code -output.txt}), {@code stackTrace} (when the notes do not show all of it), and
     * patterns of files relative to the module, the top project or GitLab's {@code CI_PROJECT_DIR}, with {@code *},
     * {@code **}, {@code {class}}, {@code {method}} and {@code {testCase}}. Without it, the first three. Example:
     * {@code markers, output, target/screenshots/{class}.{method}-*.png}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachments")
    private List<String> attachments;

    /**
     * Whose evidence is sent: {@code failed} executions', {@code all} or {@code none}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentsFor", defaultValue = "failed")
    private String attachmentsFor;

    /**
     * How large an attachment may be, such as {@code 5MB} or {@code 512KB} (1 KB is 1024 bytes). A larger text is
     * compressed when that makes it fit; what is larger still is named in the notes, in GitLab with the address of the job's
     * artifact.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentMaxSize", defaultValue = "5MB")
    private String attachmentMaxSize;

    /**
     * How many pieces of evidence a result may have; further ones are told and left out.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentsPerResult", defaultValue = "20")
    private String attachmentsPerResult;

    /**
     * How many attachments a publication may have; further ones are told and left out.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentsPerPublication", defaultValue = "5000")
    private String attachmentsPerPublication;

    /**
     * Directories outside of the project that evidence may come from, relative to the top project. Without it a file
     * outside is refused, whatever a test says: it could be the runner's secrets. Example: {@code /var/log/shop}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.attachmentRoots")
    private List<String> attachmentRoots;

    /**
     * How the notes of a result are put together: text with {@code {build}}, {@code {testCase}}, {@code {verdict}},
     * {@code {execution}} (the decisive test and how it ended), {@code {message}}, {@code {location}} (the stack frame in
     * the test class), {@code {trace}} (its first 25 lines), {@code {executions}} (all that were folded, if several),
     * {@code {evidence}} (files kept elsewhere) and {@code {links}} (of the CI job). A line whose placeholders are all empty
     * is left out; {@code \n} is a line break. Without it, execution, message, trace, executions, evidence and links.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.notes")
    private String notes;

    /**
     * Regular expressions of secrets that are masked in notes, text files and the files in {@code target/verdict}, besides
     * well-known shapes of keys and tokens; of one with a group, the first group is masked. A match may have 20,000
     * characters at most. Example: {@code customer-\d{8}}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.redact")
    private List<String> redact;

    /**
     * Environment variables whose values are masked, besides those with {@code TOKEN}, {@code PASSWORD}, {@code SECRET},
     * {@code KEY} and the like in their names. Example: {@code STAGING_LOGIN}.
     *
     * @since 1.0.0
     */
    @Parameter(property = "verdict.maskedVariables")
    private List<String> maskedVariables;

    AbstractEvidenceMojo(ProjectDependenciesResolver dependencies) {
        super(dependencies);
    }

    /**
     * What finds the evidence.
     *
     * @param secrets values to mask besides those of variables
     * @throws InvalidSettingException if a setting cannot work
     */
    final EvidenceCollector evidence(VerdictSettings overrides, Stream<String> secrets) {
        CiEnvironment ci = new CiEnvironment(System.getenv());
        Redaction redaction = Redaction.of(
                System.getenv(),
                Set.copyOf(overrides.list("maskedVariables", maskedVariables)),
                secrets,
                shapes(overrides));
        return new EvidenceCollector(settings(overrides), places(overrides, ci), redaction, ci::artifact);
    }

    /** @throws InvalidSettingException if it has an unknown placeholder */
    final NotesTemplate notes(VerdictSettings overrides) {
        return overrides
                .text("notes", notes)
                .map(text -> NotesTemplate.of(overrides.where("notes"), text))
                .orElse(NotesTemplate.STANDARD);
    }

    private EvidenceSettings settings(VerdictSettings overrides) {
        List<String> given = overrides.list("attachments", attachments);
        Predicate<String> word = one ->
                Arrays.stream(Source.values()).anyMatch(source -> source.text().equals(one));
        Set<Source> sources = Arrays.stream(Source.values())
                .filter(source -> given.isEmpty() || given.contains(source.text()))
                .collect(Collectors.toSet());
        String executions = overrides.choice("attachmentsFor", attachmentsFor, List.of("failed", "all", "none"));
        return new EvidenceSettings(
                Executions.valueOf(executions.toUpperCase(Locale.ROOT)),
                sources,
                given.stream().filter(word.negate()).toList(),
                FileSize.parse(
                        overrides.where("attachmentMaxSize"),
                        overrides.required("attachmentMaxSize", attachmentMaxSize)),
                overrides.count("attachmentsPerResult", attachmentsPerResult).orElse(20),
                overrides
                        .count("attachmentsPerPublication", attachmentsPerPublication)
                        .orElse(5000));
    }

    private EvidenceDirectories places(VerdictSettings overrides, CiEnvironment ci) {
        List<Path> roots = overrides.list("attachmentRoots", attachmentRoots).stream()
                .map(layout().top()::resolve)
                .toList();
        return new EvidenceDirectories(
                layout().top(), layout().moduleDirectories(), reportsByModule(overrides), ci.projectDirectory(), roots);
    }

    private List<Pattern> shapes(VerdictSettings overrides) {
        return overrides.list("redact", redact).stream()
                .map(regex -> {
                    try {
                        return Pattern.compile(regex);
                    } catch (PatternSyntaxException e) {
                        throw new InvalidSettingException(
                                overrides.where("redact") + " has \"" + regex + "\", which is no regular expression: "
                                        + e.getDescription() + ".",
                                e);
                    }
                })
                .toList();
    }
}
