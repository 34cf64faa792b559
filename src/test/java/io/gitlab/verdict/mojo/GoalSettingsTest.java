package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.settings.ConfiguredSettings;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

class GoalSettingsTest {

    private static class Base {
        final String sweepAge = "4h";
        final Object session = "not a setting";
        final PlexusConfiguration rally = rally();
    }

    private static final class Goal extends Base {
        final List<String> annotations = List.of("a.B", "c.D");
        final String unset = null;
    }

    private static PlexusConfiguration rally() {
        DefaultPlexusConfiguration fields = new DefaultPlexusConfiguration("fields");
        fields.addChild("c_Team", "blue");
        DefaultPlexusConfiguration rally = new DefaultPlexusConfiguration("rally");
        rally.addChild("workspace", "Acme");
        rally.addChild(fields);
        return rally;
    }

    private static Parameter parameter(String name, String expression, boolean editable) {
        Parameter parameter = new Parameter();
        parameter.setName(name);
        parameter.setExpression(expression);
        parameter.setEditable(editable);
        return parameter;
    }

    @Test
    void readsTheFieldsOfAGoalAndItsBasesByTheNamesOfTheirSettings() throws DuplicateParameterException {
        MojoDescriptor goal = new MojoDescriptor();
        goal.addParameter(parameter("sweepAge", "${verdict.sweep.age}", true));
        goal.addParameter(parameter("annotations", "${verdict.annotations}", true));
        goal.addParameter(parameter("unset", "${verdict.unset}", true));
        goal.addParameter(parameter("rally", null, true));
        goal.addParameter(parameter("session", "${session}", false));

        ConfiguredSettings read = new GoalSettings(goal).read(new Goal());

        assertThat(read.values()).isEqualTo(Map.of("sweep.age", "4h"));
        assertThat(read.lists()).isEqualTo(Map.of("annotations", List.of("a.B", "c.D")));
        assertThat(read.blocks()).isEqualTo(Map.of("rally", Map.of("workspace", "Acme", "fields.c_Team", "blue")));
    }
}
