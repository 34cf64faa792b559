package io.gitlab.verdict.mojo;

import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.run.ProjectLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The files of a reactor, or of a directory without a POM. */
final class BuildLayout implements ProjectLayout {
    private final MavenSession session;
    private final Set<MavenProject> leftOut;
    private final TestDependencies dependencies;
    private final MavenProject top;

    /**
     * @param leftOut modules whose tests are not considered
     * @param dependencies resolves the dependencies of tests
     */
    BuildLayout(MavenSession session, Set<MavenProject> leftOut, TestDependencies dependencies) {
        this.session = session;
        this.leftOut = leftOut;
        this.dependencies = dependencies;
        // If -pl or -rf excludes the top project, the session reports the first selected module as top-level project.
        this.top = session.getAllProjects().stream()
                .filter(MavenProject::isExecutionRoot)
                .findFirst()
                .orElseGet(session::getTopLevelProject);
    }

    /** Without a POM, Maven creates a project that has no file. */
    private boolean hasPom() {
        return top != null && top.getFile() != null;
    }

    @Override
    public Path top() {
        return hasPom() ? top.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
    }

    @Override
    public Path output() {
        Path target = hasPom() ? Path.of(top.getBuild().getDirectory()) : top().resolve("target");
        return target.resolve("verdict");
    }

    @Override
    public String build() {
        return hasPom() ? top.getVersion() + "-local" : "local";
    }

    private List<MavenProject> projects() {
        return hasPom()
                ? session.getProjects().stream()
                        .filter(module -> !leftOut.contains(module))
                        .toList()
                : List.of();
    }

    /** The report directories of Surefire and Failsafe. */
    @Override
    public List<ReportDirectory> defaultReports() {
        if (!hasPom()) {
            Path target = top().resolve("target");
            return List.of(
                    new ReportDirectory("", target.resolve("surefire-reports")),
                    new ReportDirectory("", target.resolve("failsafe-reports")));
        }
        return projects().stream()
                .flatMap(module -> reports(module).stream().map(path -> new ReportDirectory(names().of(module), path)))
                .toList();
    }

    private ModuleNames names() {
        return new ModuleNames(session.getAllProjects(), top());
    }

    private static Set<Path> reports(MavenProject module) {
        Set<Path> directories = new LinkedHashSet<>();
        for (String kind : List.of("surefire", "failsafe")) {
            Set<Path> configured = configured(module, "org.apache.maven.plugins:maven-" + kind + "-plugin");
            directories.add(Path.of(module.getBuild().getDirectory(), kind + "-reports"));
            directories.addAll(configured);
        }
        return directories;
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

    @Override
    public List<ModuleDirectories> modules() {
        if (!hasPom()) {
            return List.of(new ModuleDirectories("", top(), top().resolve("target")));
        }
        return projects().stream()
                .map(module -> new ModuleDirectories(
                        names().of(module),
                        module.getBasedir().toPath(),
                        Path.of(module.getBuild().getDirectory())))
                .toList();
    }

    /** The test classes of each module, with the classes of all modules and their dependencies. */
    @Override
    public List<ModuleClasses> defaultClasses() {
        Path target = top().resolve("target");
        return hasPom()
                ? projects().stream().map(this::classes).toList()
                : List.of(new ModuleClasses("", List.of(target.resolve("test-classes"), target.resolve("classes"))));
    }

    private ModuleClasses classes(MavenProject module) {
        Set<Path> path = new LinkedHashSet<>();
        path.add(Path.of(module.getBuild().getTestOutputDirectory()));
        path.add(Path.of(module.getBuild().getOutputDirectory()));
        Set<Path> own = Set.copyOf(path);
        for (MavenProject other : projects()) {
            path.add(Path.of(other.getBuild().getTestOutputDirectory()));
            path.add(Path.of(other.getBuild().getOutputDirectory()));
        }
        if (hasTests(module)) {
            path.addAll(dependencies.of(module));
        }
        return new ModuleClasses(names().of(module), new ArrayList<>(path), own);
    }

    /** Surefire's dependenciesToScan runs tests of dependencies in a module that has no test classes of its own. */
    private static boolean hasTests(MavenProject module) {
        Path tests = Path.of(module.getBuild().getTestOutputDirectory());
        return Stream.concat(Stream.of(tests), reports(module).stream()).anyMatch(Files::isDirectory);
    }
}
