package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.ReportedTest;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what a format reads in one module. */
final class CollectingReading implements SupplementReading {
    private final String module;
    private final TextBudget budget;
    private final Optional<Instant> fence;
    private final EvidenceStore store;
    private final List<SupplementTest> tests = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    CollectingReading(String module, TextBudget budget, Optional<Instant> fence, EvidenceStore store) {
        this.module = module;
        this.budget = budget;
        this.fence = fence;
        this.store = store;
    }

    List<SupplementTest> tests() {
        return tests;
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public String module() {
        return module;
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
        if (budget.takeExecution(reported(test))) {
            tests.add(test);
        }
    }

    private ReportedTest reported(SupplementTest test) {
        return test.execution()
                .map(TestExecution::test)
                .orElseGet(() -> test.names().stream()
                        .map(name -> new ReportedTest(module, "", "", name.className(), name.test()))
                        .findFirst()
                        .orElse(new ReportedTest(module, "", "", "", test.identity())));
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
