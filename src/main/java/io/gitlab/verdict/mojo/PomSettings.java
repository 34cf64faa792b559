package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.ExposedCredentialException;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The plugin's {@code <configuration>} in the POM. Maven ignores unknown elements, which would hide misspelled settings. */
record PomSettings(MavenProject project, String pluginKey) {

    /**
     * Rejects elements that no goal has, and credentials.
     *
     * @param known names of all parameters
     * @param credentials names of the trackers' credentials
     */
    void check(Set<String> known, Set<String> credentials) {
        Stream.of(project.getBuild(), project.getPluginManagement())
                .filter(Objects::nonNull)
                .map(declared -> declared.getPluginsAsMap().get(pluginKey))
                .filter(Objects::nonNull)
                .flatMap(plugin -> Stream.concat(Stream.of(plugin), plugin.getExecutions().stream()))
                .map(ConfigurationContainer::getConfiguration)
                .filter(Objects::nonNull)
                .map(Xpp3Dom.class::cast)
                .flatMap(configuration -> Stream.of(configuration.getChildren()))
                .map(Xpp3Dom::getName)
                .filter(name -> !known.contains(name))
                .forEach(name -> reject(name, known, credentials));
    }

    private static void reject(String name, Set<String> known, Set<String> credentials) {
        if (credentials.contains(name)) {
            throw new ExposedCredentialException("<" + name + ">", name, "everyone who can read the POM");
        }
        throw new InvalidSettingException("There is no setting <" + name + ">."
                + VerdictSettings.closest(name, known)
                        .map(one -> " Did you mean <" + one + ">?")
                        .orElse(" mvn verdict:help -Ddetail lists all settings."));
    }
}
