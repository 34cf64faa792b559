package io.gitlab.verdict.run;

import io.gitlab.verdict.evidence.EvidenceCollector;
import io.gitlab.verdict.evidence.EvidenceDirectories;
import io.gitlab.verdict.evidence.EvidenceSettings;
import io.gitlab.verdict.evidence.EvidenceSettings.Executions;
import io.gitlab.verdict.evidence.EvidenceSettings.Source;
import io.gitlab.verdict.evidence.FileSize;
import io.gitlab.verdict.evidence.Redaction;
import io.gitlab.verdict.evidence.SecretShape;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the collector of evidence from the settings.
 *
 * @param frontEnd provides settings and files
 * @param reports the reports, whose directories hold evidence
 */
record EvidenceFactory(FrontEnd frontEnd, ReportSet reports) {
    private static final String MAX_SIZE = "attachmentMaxSize";
    /** Larger files of reports are stored up to this size, because they can be linked. */
    private static final long MOST_INLINE = 20 << 20;

    /**
     * The store of files that reports hold inline.
     *
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is invalid
     */
    static EvidenceStore store(FrontEnd frontEnd) {
        VerdictSettings set = frontEnd.settings();
        EvidenceStore store = new EvidenceStore(inline(frontEnd), Math.max(MOST_INLINE, maxSize(set)));
        return set.list("attachments").contains(Source.SYSTEM_OUT.text()) ? store.keepingOutput() : store;
    }

    private static Path inline(FrontEnd frontEnd) {
        return frontEnd.project().output().resolve("evidence");
    }

    private static long maxSize(VerdictSettings set) {
        return FileSize.parse(set.asWritten(MAX_SIZE), set.text(MAX_SIZE, DefaultSettings.ATTACHMENT_MAX_SIZE));
    }

    /**
     * A collector.
     *
     * @param secrets values to mask besides those of environment variables
     * @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is invalid
     */
    EvidenceCollector collector(Stream<String> secrets) {
        return new EvidenceCollector(settings(), directories(), redaction(secrets), frontEnd.ci()::artifact);
    }

    private Redaction redaction(Stream<String> secrets) {
        VerdictSettings set = frontEnd.settings();
        return Redaction.of(
                frontEnd.environment(),
                Set.copyOf(set.list("maskedVariables")),
                secrets,
                set.list("redact").stream().map(regex -> shape(set, regex)).toList());
    }

    private static SecretShape shape(VerdictSettings set, String regex) {
        try {
            return SecretShape.configured(regex);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    set.asWritten("redact") + " must be a regular expression without lookaround and back references,"
                            + " but is \"" + regex + "\": " + e.getMessage() + ".",
                    e);
        }
    }

    private EvidenceSettings settings() {
        VerdictSettings set = frontEnd.settings();
        List<String> attachments = set.list("attachments");
        Predicate<String> isSource = one ->
                Arrays.stream(Source.values()).anyMatch(source -> source.text().equals(one));
        Set<Source> sources = Arrays.stream(Source.values())
                .filter(source ->
                        attachments.isEmpty() ? source != Source.SYSTEM_OUT : attachments.contains(source.text()))
                .collect(Collectors.toSet());
        String executions =
                set.choice("attachmentsFor", DefaultSettings.ATTACHMENTS_FOR, List.of("failed", "all", "none"));
        return new EvidenceSettings(
                Executions.valueOf(executions.toUpperCase(Locale.ROOT)),
                sources,
                attachments.stream().filter(isSource.negate()).toList(),
                maxSize(set),
                set.count("attachmentsPerResult", DefaultSettings.ATTACHMENTS_PER_RESULT),
                set.count("attachmentsPerPublication", DefaultSettings.ATTACHMENTS_PER_PUBLICATION));
    }

    private EvidenceDirectories directories() {
        ProjectLayout project = frontEnd.project();
        List<Path> roots = Stream.concat(
                        frontEnd.settings().list("attachmentRoots").stream().map(project.top()::resolve),
                        Stream.of(inline(frontEnd)))
                .toList();
        return new EvidenceDirectories(
                project.top(),
                reports.modules().stream()
                        .collect(Collectors.toMap(
                                ModuleDirectories::module, ModuleDirectories::base, (one, other) -> one)),
                reports.directoriesByModule(),
                frontEnd.ci().projectDirectory(),
                roots);
    }
}
