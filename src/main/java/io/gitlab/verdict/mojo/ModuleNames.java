package io.gitlab.verdict.mojo;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/**
 * The names of modules in test executions: the artifactId where it is unique in the build, else {@code groupId:artifactId},
 * else that with the directory.
 *
 * @param all every module of the build, also those that a call selects away: a name must not depend on the selection
 * @param top the directory of the top project
 */
record ModuleNames(List<MavenProject> all, Path top) {

    String of(MavenProject module) {
        Stream<Function<MavenProject, String>> shortestFirst =
                Stream.of(MavenProject::getArtifactId, ModuleNames::qualified, this::withDirectory);
        return shortestFirst
                .filter(name -> isUnique(name, module))
                .findFirst()
                .orElse(this::withDirectory)
                .apply(module);
    }

    private boolean isUnique(Function<MavenProject, String> name, MavenProject module) {
        return all.stream()
                        .filter(other -> name.apply(other).equals(name.apply(module)))
                        .count()
                < 2;
    }

    private static String qualified(MavenProject module) {
        return module.getGroupId() + ":" + module.getArtifactId();
    }

    private String withDirectory(MavenProject module) {
        Path directory = module.getBasedir().toPath();
        Path shortest = directory.startsWith(top) ? top.relativize(directory) : directory;
        return qualified(module) + " in " + shortest;
    }
}
