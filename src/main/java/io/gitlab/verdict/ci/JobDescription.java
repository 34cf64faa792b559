package io.gitlab.verdict.ci;

import io.cucumber.cienvironment.CiEnvironment;
import io.cucumber.cienvironment.DetectCiEnvironment;
import io.gitlab.verdict.domain.CiRun;
import io.gitlab.verdict.domain.CiRun.Link;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Describes a job by its variables. A template is a text in which <code>{NAME}</code> is replaced by the value of a variable;
 * what has a template with an unset variable stays unknown. Variables that are blank, longer than 2,000 characters or contain
 * control characters count as unset.
 */
final class JobDescription {
    private static final int LONGEST_VALUE = 2_000;

    /** Trackers store no longer names; a truncated one could be that of another build. */
    private static final int LONGEST_BUILD = 200;

    private static final int LONGEST_BRANCH = 100;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}");

    private final String system;
    private final Map<String, String> variables;
    private final List<Link> links = new ArrayList<>();
    private Optional<String> build = Optional.empty();
    private Optional<Instant> created = Optional.empty();
    private Optional<String> withheld = Optional.empty();
    private Optional<Path> directory = Optional.empty();
    private Optional<Path> summary = Optional.empty();
    private String attempt = "";
    private String variant = "";

    /** @param system name of the CI system, with which the names of builds begin */
    JobDescription(String system, Map<String, String> environment) {
        this.system = system;
        this.variables = environment.entrySet().stream()
                .filter(variable -> usable(variable.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean usable(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_VALUE
                && value.chars().noneMatch(Character::isISOControl);
    }

    boolean has(String variable) {
        return variables.containsKey(variable);
    }

    /** The variable's value; empty if it is unset. */
    String text(String variable) {
        return variables.getOrDefault(variable, "");
    }

    /** The template with the values of its variables; empty if one of them is unset. */
    Optional<String> expand(String template) {
        Matcher variable = VARIABLE.matcher(template);
        StringBuilder text = new StringBuilder();
        while (variable.find()) {
            if (!has(variable.group(1))) {
                return Optional.empty();
            }
            variable.appendReplacement(text, Matcher.quoteReplacement(text(variable.group(1))));
        }
        return Optional.of(variable.appendTail(text).toString());
    }

    /** @param template identifies the build within the CI system, for all jobs and attempts of the build */
    JobDescription build(String template) {
        build = expand(template).map(number -> system + "-" + number).filter(name -> name.length() <= LONGEST_BUILD);
        return this;
    }

    /** @param template different for each attempt of the job */
    JobDescription attempt(String template) {
        attempt = expand(template).orElse("");
        return this;
    }

    JobDescription variant(String text) {
        variant = text;
        return this;
    }

    /**
     * One of several equal jobs.
     *
     * @param index variable with the job's index
     * @param count variable with the number of jobs
     * @param first index of the first job
     */
    JobDescription parallel(String index, String count, int first) {
        try {
            int jobs = Integer.parseInt(text(count));
            variant = jobs > 1 ? Integer.parseInt(text(index)) - first + 1 + "/" + jobs : "";
        } catch (NumberFormatException e) {
            variant = "";
        }
        return this;
    }

    /** Links an object of the CI system: templates of its short name and its web address. */
    JobDescription link(String kind, String text, String url) {
        expand(text)
                .flatMap(name -> expand(url).flatMap(address -> WebLinks.link(kind, name, address)))
                .ifPresent(links::add);
        return this;
    }

    /** Links the commit: templates of its repository, its revision and its branch. */
    JobDescription commit(String remote, String revision, String branch) {
        return commit(expand(remote).orElse(""), expand(revision).orElse(""), expand(branch));
    }

    /** Links the commit that the library finds. */
    JobDescription commitDetectedAs(String name) {
        detected()
                .filter(one -> one.getName().equals(name))
                .flatMap(CiEnvironment::getGit)
                .ifPresent(git -> commit(
                        git.getRemote(),
                        git.getRevision(),
                        git.getBranch().filter(branch -> !branch.isBlank()).or(git::getTag)));
        return this;
    }

    private JobDescription commit(String remote, String revision, Optional<String> branch) {
        String shown = branch.filter(name -> name.length() <= LONGEST_BRANCH).orElse("");
        WebLinks.commit(remote, revision, shown).ifPresent(links::add);
        return this;
    }

    /** What the library finds. It must not read GitHub's event: its search takes unbounded time on some texts. */
    Optional<CiEnvironment> detected() {
        Map<String, String> withoutEvent = new HashMap<>(variables);
        withoutEvent.remove("GITHUB_EVENT_PATH");
        return DetectCiEnvironment.detectCiEnvironment(withoutEvent);
    }

    /** @param variable when the whole build was created: seconds since 1970, or a date with a time and an offset */
    JobDescription created(String variable) {
        String text = text(variable);
        try {
            created = SECONDS.matcher(text).matches()
                    ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                    : Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
        } catch (DateTimeException e) {
            created = Optional.empty();
        }
        return this;
    }

    /** @param reason why the CI system may withhold credentials from this job, as a clause */
    JobDescription withheldIf(boolean condition, String reason) {
        withheld = condition ? Optional.of(reason) : withheld;
        return this;
    }

    /** @param variable the directory of the checkout */
    JobDescription directory(String variable) {
        directory = path(variable);
        return this;
    }

    /** @param variable the file for Markdown */
    JobDescription summary(String variable) {
        summary = path(variable);
        return this;
    }

    Optional<Path> path(String variable) {
        try {
            return Optional.of(text(variable))
                    .filter(text -> !text.isEmpty())
                    .map(Path::of)
                    .filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    Optional<CiJob> job() {
        return Optional.of(
                new DescribedJob(build, created, new CiRun(attempt, variant, links), withheld, directory, summary));
    }
}
