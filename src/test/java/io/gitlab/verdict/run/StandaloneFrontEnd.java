package io.gitlab.verdict.run;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.ci.CiSystem;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.http.HttpProxy;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.settings.ConfiguredSettings;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Credential;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** A front end without Maven: settings from maps, credentials from environment variables, a directory as project. */
final class StandaloneFrontEnd implements FrontEnd, ProjectLayout, CredentialSource, Console {
    final Map<String, String> values = new HashMap<>();
    final Map<String, List<String>> lists = new HashMap<>();
    final Map<String, Map<String, String>> blocks = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<String> lines = new ArrayList<>();
    Invocation.Trigger trigger = Invocation.Trigger.DIRECT;

    private final Path directory;

    StandaloneFrontEnd(Path directory) {
        this.directory = directory;
    }

    @Override
    public VerdictSettings settings() {
        return new VerdictSettings(new Properties(), environment, new ConfiguredSettings(values, lists, blocks));
    }

    @Override
    public ProjectLayout project() {
        return this;
    }

    @Override
    public CredentialSource credentials() {
        return this;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public CiJob ci() {
        return CiSystem.current(environment);
    }

    @Override
    public Invocation invocation() {
        return new Invocation(trigger, Instant.EPOCH, false, true);
    }

    @Override
    public Console console() {
        return this;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(FakeTime.START, java.time.ZoneOffset.UTC);
    }

    @Override
    public Path top() {
        return directory;
    }

    @Override
    public Path output() {
        return directory.resolve("out");
    }

    @Override
    public String build() {
        return "standalone";
    }

    @Override
    public List<ModuleDirectories> modules() {
        return List.of(new ModuleDirectories("", directory, directory.resolve("target")));
    }

    @Override
    public List<ReportDirectory> defaultReports() {
        return List.of(new ReportDirectory("", directory.resolve("reports")));
    }

    @Override
    public List<ModuleClasses> defaultClasses() {
        return List.of();
    }

    @Override
    public Optional<Secret> find(String account, Credential.Part part) {
        return Optional.empty();
    }

    @Override
    public String place(String account, Set<Credential.Part> parts) {
        return "file for " + account;
    }

    @Override
    public List<HttpProxy> proxies() {
        return List.of();
    }

    @Override
    public void progress(String line) {
        lines.add(line);
    }

    @Override
    public void finding(Finding finding) {
        lines.add(finding.severity() + " " + finding.message());
    }

    @Override
    public void debug(String line) {
        lines.add("DEBUG " + line);
    }

    @Override
    public void debug(Exception failure) {
        lines.add("DEBUG " + failure);
    }
}
