package io.gitlab.verdict.publish;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The template of a result's notes: text with placeholders such as {@code {message}}. A line is left out if all of its
 * placeholders are empty.
 */
public final class NotesTemplate {
    /** All placeholders. */
    static final List<String> PLACES = List.of(
            "build",
            "testCase",
            "verdict",
            "execution",
            "message",
            "location",
            "trace",
            "executions",
            "evidence",
            "links");

    /** The default template. */
    public static final NotesTemplate STANDARD =
            new NotesTemplate("{execution}\n{message}\n{trace}\n\n{executions}\n\n{evidence}\n\n{links}");

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private final String text;

    private NotesTemplate(String text) {
        this.text = text;
    }

    /**
     * A template.
     *
     * @param where the setting, for the message
     * @param text with {@code \n} or line breaks between its lines
     * @throws InvalidSettingException if it has an unknown placeholder
     */
    public static NotesTemplate of(String where, String text) {
        PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !PLACES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidSettingException(where + " has the unknown placeholder {" + name + "}. Known are "
                            + PLACES.stream().map(place -> "{" + place + "}").collect(Collectors.joining(", ")) + ".");
                });
        return new NotesTemplate(text.replace("\\n", "\n").strip());
    }

    /** Whether the template has that placeholder. */
    boolean has(String place) {
        return text.contains("{" + place + "}");
    }

    /** The notes with these values, one for each placeholder. */
    String fill(Map<String, String> values) {
        return text.lines()
                .filter(line -> !empty(line, values))
                .map(line ->
                        PLACE.matcher(line).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1)))))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .stripTrailing();
    }

    private static boolean empty(String line, Map<String, String> values) {
        List<String> places = PLACE.matcher(line)
                .results()
                .map(place -> values.get(place.group(1)))
                .toList();
        return !places.isEmpty() && places.stream().allMatch(String::isEmpty);
    }
}
