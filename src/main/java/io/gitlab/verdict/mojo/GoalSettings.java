package io.gitlab.verdict.mojo;

import io.gitlab.verdict.settings.ConfiguredSettings;
import io.gitlab.verdict.settings.VerdictSettings;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The settings of a goal, as Maven has put them into the fields of its parameters. The descriptor names the fields, so a new
 * parameter needs nothing but its documented field.
 *
 * @param goal the goal's descriptor
 */
record GoalSettings(MojoDescriptor goal) {
    private static final String PROPERTY = "${" + VerdictSettings.PREFIX;

    ConfiguredSettings read(Object mojo) {
        Map<String, String> values = new HashMap<>();
        Map<String, List<String>> lists = new HashMap<>();
        Map<String, Map<String, String>> blocks = new HashMap<>();
        for (Parameter parameter : goal.getParameters()) {
            Object value = parameter.isEditable() ? value(mojo, parameter.getName()) : null;
            String name = name(parameter);
            if (value instanceof String text) {
                values.put(name, text);
            } else if (value instanceof List<?> list) {
                lists.put(name, list.stream().map(String::valueOf).toList());
            } else if (value instanceof PlexusConfiguration block) {
                blocks.put(name, block(block));
            }
        }
        return new ConfiguredSettings(values, lists, blocks);
    }

    /** The setting that a parameter holds: {@code sweep.apply} for the parameter {@code sweepApply}. */
    static String name(Parameter parameter) {
        String expression = String.valueOf(parameter.getExpression());
        return expression.startsWith(PROPERTY)
                ? expression.substring(PROPERTY.length(), expression.length() - 1)
                : parameter.getName();
    }

    private static Object value(Object mojo, String name) {
        for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
            try {
                Field field = type.getDeclaredField(name);
                field.setAccessible(true);
                return field.get(mojo);
            } catch (NoSuchFieldException e) {
                // It is declared in a base class.
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("The parameter " + name + " has no field.");
    }

    /** The settings by name, nested ones as {@code fields.c_Environment}. */
    static Map<String, String> block(PlexusConfiguration block) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (PlexusConfiguration child : block.getChildren()) {
            for (PlexusConfiguration nested : child.getChildren()) {
                settings.put(child.getName() + "." + nested.getName(), nested.getValue(""));
            }
            if (child.getChildCount() == 0) {
                settings.put(child.getName(), child.getValue(""));
            }
        }
        return settings;
    }
}
