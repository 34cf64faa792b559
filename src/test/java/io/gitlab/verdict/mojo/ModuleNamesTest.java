package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class ModuleNamesTest {
    private static final Path TOP = Path.of("shop").toAbsolutePath();

    @Test
    void areAsShortAsTheyCanBeUnique() {
        MavenProject cart = module("a", "cart", "cart");
        MavenProject first = module("a.x", "tests", "x/tests");
        MavenProject second = module("a.y", "tests", "y/tests");
        MavenProject old = module("a.z", "tests", "z/old");
        MavenProject current = module("a.z", "tests", "z/new");
        ModuleNames names = new ModuleNames(List.of(cart, first, second, old, current), TOP);

        assertThat(List.of(cart, first, second, old, current))
                .extracting(names::of)
                .containsExactly("cart", "a.x:tests", "a.y:tests", "a.z:tests in z/old", "a.z:tests in z/new");
    }

    private static MavenProject module(String groupId, String artifactId, String directory) {
        Model model = new Model();
        model.setGroupId(groupId);
        model.setArtifactId(artifactId);
        MavenProject project = new MavenProject(model);
        project.setFile(TOP.resolve(directory).resolve("pom.xml").toFile());
        return project;
    }
}
