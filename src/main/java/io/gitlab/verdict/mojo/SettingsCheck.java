package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.VerdictSettings;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Rejects settings that no goal has, on the command line and in the POM.
 *
 * @param project the project whose POM is checked
 * @param execution the execution of a goal of this plugin
 */
record SettingsCheck(MavenProject project, MojoExecution execution) {

    void check(VerdictSettings settings, Log log) {
        Collection<TrackerFactory> trackers = TrackerFactory.all().values();
        Set<String> credentials = trackers.stream()
                .flatMap(tracker -> tracker.credentialNames().stream())
                .collect(Collectors.toSet());
        Set<String> known = known(GoalSettings::name);
        trackers.forEach(
                tracker -> tracker.settingNames().forEach(setting -> known.add(tracker.name() + "." + setting)));
        settings.check(known, credentials);
        settings.unknownVariables(known, credentials)
                .forEach(name -> log.warn("The environment variable " + name + " is not a setting of Verdict."));
        new PomSettings(project, execution.getPlugin().getKey()).check(known(Parameter::getName), credentials);
    }

    private Set<String> known(Function<Parameter, String> name) {
        return execution.getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                .flatMap(SettingsCheck::parameters)
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Parameter> parameters(MojoDescriptor goal) {
        return goal.getParameters().stream();
    }
}
