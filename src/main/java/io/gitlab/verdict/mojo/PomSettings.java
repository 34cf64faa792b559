package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.settings.VerdictSettings;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The {@code <configuration>} as the POM has it: Maven drops what no goal reads, and so hides misspelt settings. */
record PomSettings(MavenProject project, String pluginKey) {

    /** Refuses what no goal reads, and a credential, which everyone who can read the POM would have. */
    void check(Set<String> known) {
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
                .forEach(name -> refuse(name, known));
    }

    private static void refuse(String name, Set<String> known) {
        if (name.equals(VerdictSettings.CREDENTIAL)) {
            throw exposed("<" + name + ">");
        }
        throw new InvalidSettingException("There is no setting <" + name + ">."
                + VerdictSettings.closest(name, known)
                        .map(one -> " Do you mean <" + one + ">?")
                        .orElse(" mvn verdict:help -Ddetail lists them all."));
    }

    /** What to say to someone who wrote the API key into the POM. */
    static InvalidSettingException exposed(String element) {
        return new InvalidSettingException(element + " would publish the API key with the POM. Set the environment"
                + " variable VERDICT_API_KEY, or a <server> in settings.xml, instead; and replace that key, it has been"
                + " shown.");
    }
}
