package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what one format reads, for tests of the format alone. */
public final class RecordedReading implements SupplementReading {
    private final TextBudget budget = new TextBudget();
    private final EvidenceStore store;
    private final Optional<Instant> fence;
    private final List<SupplementTest> tests = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    public RecordedReading(Path directory, Optional<Instant> fence) {
        this.store = new EvidenceStore(directory, 1 << 20);
        this.fence = fence;
    }

    public List<SupplementTest> tests() {
        return tests;
    }

    public List<String> messages() {
        return findings.stream().map(Finding::message).toList();
    }

    @Override
    public String module() {
        return "shop";
    }

    @Override
    public TextBudget budget() {
        return budget;
    }

    @Override
    public Optional<Instant> fence() {
        return fence;
    }

    @Override
    public void add(SupplementTest test) {
        tests.add(test);
    }

    @Override
    public void add(Finding finding) {
        findings.add(finding);
    }

    @Override
    public Optional<EvidenceFile> store(String name, InputStream content) throws IOException {
        return store.store(name, content);
    }
}
