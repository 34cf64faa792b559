package io.gitlab.verdict.report.cucumber;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.Reports;
import io.gitlab.verdict.report.Supplemented;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CucumberReportsTest {
    private static final Path REAL = Supplemented.ROOT.resolve("cucumber/build");
    private static final String XML = "surefire-reports/TEST-demo.RunCucumberTest.xml";

    @TempDir
    Path build;

    @Test
    void messagesOfARealRun() throws Exception {
        copy("messages.ndjson");
        copy(XML);
        Reports reports = Supplemented.read(build);
        System.out.println(reports.findings());
        System.out.println(String.join("\n", Supplemented.table(reports)));
        copy("cucumber.json");
        Files.delete(build.resolve("messages.ndjson"));
        reports = Supplemented.read(build);
        System.out.println(reports.findings());
        System.out.println(String.join("\n", Supplemented.table(reports)));
        Files.delete(build.resolve(XML));
        reports = Supplemented.read(build);
        System.out.println(reports.findings());
        System.out.println(String.join("\n", Supplemented.table(reports)));
    }

    private void copy(String name) throws IOException {
        Path to = build.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(REAL.resolve(name), to);
    }
}
