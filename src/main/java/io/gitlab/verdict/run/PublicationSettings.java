package io.gitlab.verdict.run;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.publish.NotesTemplate;
import io.gitlab.verdict.publish.PublishResults;
import io.gitlab.verdict.publish.VerdictPolicy;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of a publication: its build, its verdicts and its notes.
 *
 * @param frontEnd provides the settings
 */
record PublicationSettings(FrontEnd frontEnd) {
    private static final List<String> OMIT = List.of("omit");

    /** @throws io.gitlab.verdict.settings.InvalidSettingException if a setting is invalid */
    PublishResults.Request request(TrackerChoice choice) {
        return new PublishResults.Request(
                choice.name(), choice.settings(), build(), policy(), run(), notes(), dryRun(frontEnd.settings()));
    }

    static boolean dryRun(VerdictSettings settings) {
        return settings.flag("dryRun", DefaultSettings.DRY_RUN);
    }

    /** The text that identifies the build. */
    String build() {
        return frontEnd.settings()
                .text("build")
                .or(() -> frontEnd.ci().build())
                .orElseGet(() -> frontEnd.project().build());
    }

    /** The warning that the results of several builds would be mixed; empty if the build has a name of its own. */
    Optional<Finding> unnamedBuild() {
        CiJob ci = frontEnd.ci();
        return frontEnd.settings().text("build").isPresent()
                        || !ci.inCi()
                        || ci.build().isPresent()
                ? Optional.empty()
                : Optional.of(
                        Finding.warning("The CI system does not say which build this is, so its results are those of"
                                + " build " + build()
                                + ", together with those of other builds. Set the environment variable "
                                + VerdictSettings.variable("build")
                                + ", or -Dverdict.build, to a text that identifies the build,"
                                + " such as its number."));
    }

    /** What follows if results are not published: {@code fail} or {@code warn}. */
    static String onUnpublished(VerdictSettings settings) {
        return settings.choice("onUnpublished", DefaultSettings.ON_UNPUBLISHED, List.of("fail", "warn"));
    }

    private CiRun run() {
        VerdictSettings settings = frontEnd.settings();
        CiRun ci = frontEnd.ci().run();
        CiRun run = settings.text("variant").map(ci::withVariant).orElse(ci);
        return settings.webAddress("buildUrl")
                .map(url -> run.withLink(new CiRun.Link("build", build(), url)))
                .orElse(run);
    }

    private NotesTemplate notes() {
        VerdictSettings settings = frontEnd.settings();
        return settings.text("notes")
                .map(text -> NotesTemplate.of(settings.asWritten("notes"), text))
                .orElse(NotesTemplate.STANDARD);
    }

    /** Only what did not run may be omitted: an execution that failed must count. */
    private VerdictPolicy policy() {
        return new VerdictPolicy(
                verdict("errorAs", DefaultSettings.ERROR_AS, List.of()),
                verdict("skippedAs", DefaultSettings.SKIPPED_AS, OMIT),
                verdict("flakyAs", DefaultSettings.FLAKY_AS, List.of()),
                verdict("absentAs", DefaultSettings.ABSENT_AS, OMIT));
    }

    private Optional<Verdict> verdict(String name, String ifUnset, List<String> more) {
        List<String> words = Stream.concat(
                        Arrays.stream(Verdict.values()).map(one -> one.text().toLowerCase(Locale.ROOT)), more.stream())
                .toList();
        return Verdict.ofText(frontEnd.settings().choice(name, ifUnset, words));
    }
}
