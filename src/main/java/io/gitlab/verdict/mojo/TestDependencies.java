package io.gitlab.verdict.mojo;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.ProjectDependenciesResolver;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;

/**
 * The dependencies of a module's tests, which may declare composed annotations and base classes. The goals do not require
 * dependency resolution: a later CI job has the reports and classes of all modules, but not their artifacts.
 */
final class TestDependencies {
    private final ProjectDependenciesResolver resolver;
    private final MavenSession session;
    private final Log log;

    TestDependencies(ProjectDependenciesResolver resolver, MavenSession session, Log log) {
        this.resolver = resolver;
        this.session = session;
        this.log = log;
    }

    /** Those that can be resolved; modules of the reactor are left out. */
    List<Path> of(MavenProject module) {
        return resolve(module).getResolvedDependencies().stream()
                .map(Dependency::getArtifact)
                .map(Artifact::getFile)
                .filter(Objects::nonNull)
                .map(File::toPath)
                .toList();
    }

    private DependencyResolutionResult resolve(MavenProject module) {
        DefaultDependencyResolutionRequest request =
                new DefaultDependencyResolutionRequest(module, session.getRepositorySession());
        Set<String> reactor = session.getProjects().stream()
                .map(project -> project.getGroupId() + ":" + project.getArtifactId())
                .collect(Collectors.toSet());
        request.setResolutionFilter((node, parents) -> !reactor.contains(key(node)));
        try {
            return resolver.resolve(request);
        } catch (DependencyResolutionException e) {
            log.warn("Not all dependencies of " + module.getArtifactId()
                    + " can be resolved, so their composed annotations are ignored: " + e.getMessage());
            return e.getResult();
        }
    }

    private static String key(DependencyNode node) {
        Artifact artifact = node.getArtifact();
        return artifact == null ? "" : artifact.getGroupId() + ":" + artifact.getArtifactId();
    }
}
