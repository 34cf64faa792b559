package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How test cases are found.
 *
 * @param mappingFile YAML of test name patterns and test case ids; empty when there is none
 * @param idPattern what an id looks like in names and in the values of well-known annotations
 * @param foreignIds what ids look like that are left out because they are of other projects; empty: none is left out
 * @param spelling the id as the tracker spells it, from one that was found
 * @param annotations further annotation types that carry ids, as {@code com.acme.Tc} (its {@code value}) or
 *     {@code com.acme.Tc#key}; their values are ids as a whole, whatever {@code idPattern} says
 * @param classes the test classes of every module
 * @throws InvalidSettingException if one of {@code annotations} is written otherwise; the message is help
 */
public record ResolveSettings(
        Optional<Path> mappingFile,
        Pattern idPattern,
        Optional<Pattern> foreignIds,
        UnaryOperator<String> spelling,
        List<String> annotations,
        List<ModuleClasses> classes) {
    private static final Pattern ANNOTATION = Pattern.compile("[^#\\s]+(?:#[^#\\s]+)?");

    public ResolveSettings {
        requireNonNull(mappingFile, "mappingFile");
        requireNonNull(idPattern, "idPattern");
        requireNonNull(foreignIds, "foreignIds");
        requireNonNull(spelling, "spelling");
        annotations = annotations.stream().map(String::trim).toList();
        annotations.forEach(ResolveSettings::checkAnnotation);
        classes = List.copyOf(classes);
    }

    /** With ids as they are found. */
    public ResolveSettings(
            Optional<Path> mappingFile, Pattern idPattern, List<String> annotations, List<ModuleClasses> classes) {
        this(mappingFile, idPattern, Optional.empty(), UnaryOperator.identity(), annotations, classes);
    }

    private static void checkAnnotation(String annotation) {
        if (!ANNOTATION.matcher(annotation).matches()) {
            throw new InvalidSettingException("<annotations> names \"" + annotation
                    + "\", which is no annotation type. Write its class name, such as com.acme.Tc, or com.acme.Tc#key for one of"
                    + " its members.");
        }
    }
}
