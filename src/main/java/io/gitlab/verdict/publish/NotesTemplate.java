package io.gitlab.verdict.publish;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the notes of a result are put together: text with placeholders such as {@code {message}}. A line all of whose
 * placeholders are empty is left out.
 */
public final class NotesTemplate {
    /** All placeholders there are. */
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

    /** The one that is used unless another is set. */
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
     * @throws InvalidSettingException if it has a placeholder that there is none of
     */
    public static NotesTemplate of(String where, String text) {
        PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .filter(name -> !PLACES.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidSettingException(where + " has {" + name + "}; it can have "
                            + PLACES.stream().map(place -> "{" + place + "}").collect(Collectors.joining(", ")) + ".");
                });
        return new NotesTemplate(text.replace("\\n", "\n").strip());
    }

    /** The notes with these values, of every placeholder. */
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
