package io.gitlab.verdict.mojo;

import io.gitlab.verdict.files.AntPattern;
import io.gitlab.verdict.files.FileListing;
import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.resolve.ModuleClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Where the build keeps what the goals read and write: of the Maven modules, or of a directory without a POM. */
final class BuildLayout {
    private static final int SEARCH_DEPTH = 12;

    private final MavenSession session;
    private final Set<MavenProject> leftOut;
    private final MavenProject top;

    /** @param leftOut modules that take no part */
    BuildLayout(MavenSession session, Set<MavenProject> leftOut) {
        this.session = session;
        this.leftOut = leftOut;
        // Without the top project among those that -pl or -rf names, the session takes the first of these for it.
        this.top = session.getAllProjects().stream()
                .filter(MavenProject::isExecutionRoot)
                .findFirst()
                .orElseGet(session::getTopLevelProject);
    }

    /** Whether there is a POM; without one Maven makes up a project that has no file. */
    private boolean hasPom() {
        return top != null && top.getFile() != null;
    }

    /** The directory of the top project, or the working directory. */
    Path top() {
        return hasPom() ? top.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
    }

    /** {@code target/verdict}. */
    Path output() {
        Path target = hasPom() ? Path.of(top.getBuild().getDirectory()) : top().resolve("target");
        return target.resolve("verdict");
    }

    String version() {
        return hasPom() ? top.getVersion() + "-local" : "local";
    }

    private List<MavenProject> modules() {
        return hasPom()
                ? session.getProjects().stream()
                        .filter(module -> !leftOut.contains(module))
                        .toList()
                : List.of();
    }

    /** Those that were set, with patterns such as {@code **}{@code /test-results/*}; else Surefire's and Failsafe's. */
    List<ReportDirectory> reports(List<String> set) {
        if (!set.isEmpty()) {
            return set.stream()
                    .flatMap(one -> matching(one).stream())
                    .distinct()
                    .map(path -> new ReportDirectory(moduleOf(path), path))
                    .toList();
        }
        if (!hasPom()) {
            Path target = top().resolve("target");
            return List.of(
                    new ReportDirectory("", target.resolve("surefire-reports")),
                    new ReportDirectory("", target.resolve("failsafe-reports")));
        }
        return modules().stream().flatMap(BuildLayout::reports).toList();
    }

    private static Stream<ReportDirectory> reports(MavenProject module) {
        Set<Path> directories = new LinkedHashSet<>();
        for (String kind : List.of("surefire", "failsafe")) {
            Set<Path> configured = configured(module, "org.apache.maven.plugins:maven-" + kind + "-plugin");
            directories.add(Path.of(module.getBuild().getDirectory(), kind + "-reports"));
            directories.addAll(configured);
        }
        return directories.stream().map(path -> new ReportDirectory(module.getArtifactId(), path));
    }

    private static Set<Path> configured(MavenProject module, String pluginKey) {
        Set<Path> directories = new LinkedHashSet<>();
        Plugin plugin = module.getPlugin(pluginKey);
        if (plugin != null) {
            addReportsDirectory(module, plugin.getConfiguration(), directories);
            plugin.getExecutions()
                    .forEach(execution -> addReportsDirectory(module, execution.getConfiguration(), directories));
        }
        return directories;
    }

    private static void addReportsDirectory(MavenProject module, Object configuration, Set<Path> directories) {
        if (configuration instanceof Xpp3Dom dom && dom.getChild("reportsDirectory") != null) {
            String value = dom.getChild("reportsDirectory").getValue();
            directories.add(module.getBasedir().toPath().resolve(value));
        }
    }

    /** Where each module is, by its name in the executions. */
    Map<String, Path> moduleDirectories() {
        return modules().stream()
                .collect(Collectors.toMap(
                        MavenProject::getArtifactId,
                        module -> module.getBasedir().toPath(),
                        (one, other) -> one));
    }

    private String moduleOf(Path path) {
        return modules().stream()
                .filter(module -> path.startsWith(module.getBasedir().toPath()))
                .max(Comparator.comparing(module -> module.getBasedir().toPath().getNameCount()))
                .map(MavenProject::getArtifactId)
                .orElse("");
    }

    /** The files that were set, with patterns such as {@code shards/*}{@code /publication.json}. */
    List<Path> files(List<String> set) {
        return set.stream()
                .flatMap(one -> matching(one, Files::isRegularFile).stream())
                .distinct()
                .toList();
    }

    private List<Path> matching(String directory) {
        return matching(directory, Files::isDirectory);
    }

    private List<Path> matching(String text, Predicate<Path> kind) {
        AntPattern pattern = AntPattern.of(text);
        Path start = pattern.start(top()).normalize();
        return pattern.hasWildcards()
                ? FileListing.of(start, SEARCH_DEPTH, Integer.MAX_VALUE)
                        .matching(pattern)
                        .filter(kind)
                        .toList()
                : List.of(start);
    }

    /** Test classes of each module, with the classes of all modules and the dependencies behind them. */
    List<ModuleClasses> classes(List<String> set, TestDependencies dependencies) {
        if (set.isEmpty() && hasPom()) {
            return modules().stream()
                    .map(module -> classes(module, dependencies))
                    .toList();
        }
        List<String> given = set.isEmpty() ? List.of("target/test-classes", "target/classes") : set;
        return List.of(new ModuleClasses(
                "", given.stream().flatMap(one -> matching(one).stream()).toList()));
    }

    private ModuleClasses classes(MavenProject module, TestDependencies dependencies) {
        Path tests = Path.of(module.getBuild().getTestOutputDirectory());
        Set<Path> path = new LinkedHashSet<>();
        path.add(tests);
        path.add(Path.of(module.getBuild().getOutputDirectory()));
        for (MavenProject other : modules()) {
            path.add(Path.of(other.getBuild().getTestOutputDirectory()));
            path.add(Path.of(other.getBuild().getOutputDirectory()));
        }
        if (Files.isDirectory(tests)) {
            path.addAll(dependencies.of(module));
        }
        return new ModuleClasses(module.getArtifactId(), new ArrayList<>(path));
    }
}
