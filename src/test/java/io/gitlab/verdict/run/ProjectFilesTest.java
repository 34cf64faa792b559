package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.NamedReport;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.ReportSet;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFilesTest {
    @TempDir
    private Path top;

    /** A project with a POM, which has the modules {@code cart} and {@code top} itself. */
    private final class Reactor implements ProjectLayout {
        @Override
        public Path top() {
            return top;
        }

        @Override
        public Path output() {
            return top.resolve("target/verdict");
        }

        @Override
        public String build() {
            return "1.0-local";
        }

        @Override
        public List<ModuleDirectories> modules() {
            return List.of(
                    new ModuleDirectories("top", top, top.resolve("target")),
                    new ModuleDirectories("cart", top.resolve("modules/cart"), top.resolve("modules/cart/out")));
        }

        @Override
        public List<ReportDirectory> defaultReports() {
            return List.of(new ReportDirectory("cart", top.resolve("modules/cart/out/surefire-reports")));
        }

        @Override
        public List<ModuleClasses> defaultClasses() {
            return List.of(new ModuleClasses("cart", List.of(top.resolve("modules/cart/out/test-classes"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "**/target/surefire-reports/TEST-*.xml,a/target/surefire-reports/TEST-x.xml target/surefire-reports/TEST-x.xml",
        "**/test-results/**/*.xml,b/build/test-results/test/TEST-y.xml",
        "report.xml,report.xml",
        "./report.xml,report.xml",
        "**/surefire-reports/TEST-*.xml,a/target/surefire-reports/TEST-x.xml target/surefire-reports/TEST-x.xml",
        "**/report.xml,report.xml",
        "*/target/*/TEST-?.xml,a/target/surefire-reports/TEST-x.xml",
    })
    void findsFilesByPathsAndPatterns(String pattern, String found) throws IOException {
        write(
                "report.xml",
                "target/surefire-reports/TEST-x.xml",
                "a/target/surefire-reports/TEST-x.xml",
                "b/build/test-results/test/TEST-y.xml");

        for (String text : List.of(pattern, top + "/" + pattern)) {
            ReportSet reports = standalone(text);
            assertThat(reports.directories()).isEmpty();
            assertThat(reports.files().stream()
                            .map(file -> top.relativize(file.path()))
                            .map(Path::toString))
                    .containsExactly(found.split(" "));
            assertThat(reports.findings()).isEmpty();
        }
    }

    @Test
    void findsDirectories() throws IOException {
        write("a/target/surefire-reports/TEST-x.xml", "target/surefire-reports/TEST-x.xml");

        assertThat(standalone("**/surefire-reports", "target/surefire-reports/").directories())
                .extracting(directory -> top.relativize(directory.path()).toString())
                .containsExactly("a/target/surefire-reports", "target/surefire-reports", "target/surefire-reports");
    }

    @Test
    void knowsWhetherAFileIsNamedOrMatched() throws IOException {
        write("report.xml");

        assertThat(standalone("report.xml", "*.xml").files())
                .extracting(NamedReport::exact)
                .containsExactly(true, false);
    }

    @Test
    void warnsOfEachPartThatMatchesNothing() throws IOException {
        write("target/surefire-reports/TEST-x.xml");

        ReportSet reports = standalone("target/surefire-reports", "**/failsafe-reports/TEST-*.xml", "nowhere.xml");
        assertThat(reports.directories()).hasSize(1);
        assertThat(reports.findings())
                .extracting(Finding::message)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("\"**/failsafe-reports/TEST-*.xml\" of <reports> matches nothing")
                                .contains(top.toString()),
                        second -> assertThat(second).startsWith("\"nowhere.xml\" of <reports> matches nothing"));
    }

    @Test
    void expectsNothingOfSkippedTests() {
        ReportSet reports = new ProjectFiles(new StandaloneFrontEnd(top)).reports("<reports>", List.of("*.xml"), false);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void missingDefaultsAreSilent() {
        ReportSet reports = standalone();
        assertThat(reports.directories()).hasSize(1);
        assertThat(reports.findings()).isEmpty();
    }

    @Test
    void looksPastADirectoryThatItMayNotReadAndNamesIt() throws IOException {
        write("app/target/surefire-reports/TEST-a.xml", "data/x");
        Path data = top.resolve("data");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isReadable(data), "root reads everything");

            ReportSet reports = standalone("**/surefire-reports");
            assertThat(reports.directories()).hasSize(1);
            assertThat(reports.findings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains(data.toString(), "cannot be read"));
        } finally {
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void endsInALoopOfLinks() throws IOException {
        write("a/reports/TEST-x.xml");
        Files.createSymbolicLink(top.resolve("a/again"), top);

        assertThat(standalone("**/reports").directories()).hasSize(1);
        assertThat(standalone("a/again/a/**/TEST-*.xml").files()).hasSize(1);
    }

    @Test
    void withoutAPomModulesAreTheDirectoriesThatHoldBuildDirectories() {
        ReportModules modules = new ReportModules(new StandaloneFrontEnd(top));
        assertThat(Stream.of(
                                "target/surefire-reports",
                                "a/target/surefire-reports/TEST-x.xml",
                                "services/b/build/test-results/test",
                                "shard/surefire-reports/TEST-x.xml",
                                "reports/x.xml",
                                "report.xml")
                        .map(top::resolve)
                        .map(modules::of))
                .containsExactly("", "a", "services/b", "shard", "", "");
        assertThat(modules.all())
                .extracting(ModuleDirectories::base)
                .containsExactly(top, top.resolve("a"), top.resolve("services/b"), top.resolve("shard"));
    }

    /** Else everything below the build directory of another project would be searched. */
    @Test
    void reportsOutsideOfTheProjectShowNoModule() {
        ReportModules modules = new ReportModules(new StandaloneFrontEnd(top.resolve("target/it/shop")));
        assertThat(modules.of(top.resolve("target/it/setup/reports"))).isEmpty();
        assertThat(modules.all()).extracting(ModuleDirectories::base).containsExactly(top.resolve("target/it/shop"));
    }

    @Test
    void eachModuleHasItsOwnClassesFirst() {
        ReportModules modules = new ReportModules(new StandaloneFrontEnd(top));
        modules.of(top.resolve("x/tests/target/surefire-reports"));
        modules.of(top.resolve("y/tests/target/surefire-reports"));

        List<ModuleClasses> classes = modules.defaultClasses();
        assertThat(classes).extracting(ModuleClasses::module).containsExactly("x/tests", "y/tests");
        assertThat(classes)
                .allSatisfy(module -> assertThat(module.classPath())
                        .startsWith(top.resolve(module.module() + "/target/test-classes"))
                        .contains(top.resolve("x/tests/target/classes"), top.resolve("y/tests/target/classes")));
    }

    @Test
    void namedClassesBelongToTheModuleThatHoldsThem() throws IOException {
        write(
                "lib/tests.jar",
                "a/target/test-classes/x",
                "b/target/test-classes/x",
                "a/target/surefire-reports/TEST-x.xml");
        ProjectFiles files = new ProjectFiles(new StandaloneFrontEnd(top));
        files.reports("<reports>", List.of("**/TEST-*.xml"), true);

        List<ModuleClasses> classes =
                files.classes("<testClasses>", List.of("**/test-classes", "lib/*.jar", "*/classes"));
        Path jar = top.resolve("lib/tests.jar");
        Path a = top.resolve("a/target/test-classes");
        Path b = top.resolve("b/target/test-classes");
        assertThat(classes)
                .containsExactly(
                        new ModuleClasses("", List.of(jar, a, b), Set.of(jar)),
                        new ModuleClasses("a", List.of(a, b, jar), Set.of(a)),
                        new ModuleClasses("b", List.of(b, a, jar), Set.of(b)));
        assertThat(files.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("\"*/classes\" of <testClasses>"));
    }

    @Test
    void inAReactorModulesKeepTheirNames() {
        ReportModules modules = new ReportModules(new Reactor());
        assertThat(Stream.of(
                                "modules/cart/out/surefire-reports",
                                "modules/cart/other/surefire-reports/TEST-x.xml",
                                "modules/cart/target/x",
                                "target/e2e/report.xml",
                                "modules/stock/target/surefire-reports",
                                "e2e/test-results/x.xml",
                                "cart/target/surefire-reports")
                        .map(top::resolve)
                        .map(modules::of))
                .containsExactly("cart", "cart", "cart", "top", "modules/stock", "top", "./cart");
    }

    @Test
    void evidenceIsBesideNamedReports() throws IOException {
        write("a/target/surefire-reports/TEST-x.xml", "a/target/surefire-reports/TEST-y.xml");

        assertThat(standalone("**/TEST-*.xml").directoriesByModule())
                .containsOnlyKeys("a")
                .containsEntry("a", List.of(top.resolve("a/target/surefire-reports")));
    }

    private ReportSet standalone(String... set) {
        return new ProjectFiles(new StandaloneFrontEnd(top)).reports("<reports>", List.of(set), true);
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = top.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "<testsuite/>");
        }
    }
}
