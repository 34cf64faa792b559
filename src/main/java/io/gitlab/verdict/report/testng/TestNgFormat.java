package io.gitlab.verdict.report.testng;

import io.gitlab.verdict.report.input.XmlRoot;
import io.gitlab.verdict.report.supplement.SupplementFormat;
import io.gitlab.verdict.report.supplement.SupplementReading;
import java.nio.file.Path;
import java.util.List;

/**
 * TestNG's {@code testng-results.xml}, which TestNG writes beside Surefire's reports up to Surefire 3.5. Only this file has what
 * tests log with {@code Reporter.log}.
 */
public final class TestNgFormat implements SupplementFormat {
    @Override
    public String title() {
        return TestNgParser.SOURCE;
    }

    @Override
    public int order() {
        return 400;
    }

    @Override
    public List<String> filesInBuildDirectory() {
        return List.of("**/testng-results.xml");
    }

    @Override
    public boolean recognises(Path file) {
        return file.getFileName().toString().endsWith(".xml")
                && XmlRoot.of(file).name().equals(TestNgParser.ROOT);
    }

    @Override
    public void read(List<Path> files, SupplementReading reading) {
        files.forEach(file -> new TestNgParser(file, reading).parse());
    }
}
