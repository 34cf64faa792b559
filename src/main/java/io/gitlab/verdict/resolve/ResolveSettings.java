package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The settings of the rules that find test cases.
 *
 * @param mappingFile YAML of test name patterns and test case ids; empty if there is none
 * @param idPattern the pattern of ids in names and in values of well-known annotations
 * @param foreignIds the pattern of ids of other projects, which {@code idPattern} excludes; empty: none is excluded
 * @param spelling converts an id that was found to the tracker's spelling
 * @param annotations further annotation types with ids, such as {@code com.acme.Tc} (its {@code value}) or
 *     {@code com.acme.Tc#key}; each value is one id, whether it matches {@code idPattern} or not
 * @param classes the test classes of every module
 * @throws InvalidSettingException if one of {@code annotations} has another form
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

    /** Settings without foreign ids and with ids spelled as found. */
    public ResolveSettings(
            Optional<Path> mappingFile, Pattern idPattern, List<String> annotations, List<ModuleClasses> classes) {
        this(mappingFile, idPattern, Optional.empty(), UnaryOperator.identity(), annotations, classes);
    }

    private static void checkAnnotation(String annotation) {
        if (!ANNOTATION.matcher(annotation).matches()) {
            throw new InvalidSettingException("<annotations> has \"" + annotation
                    + "\", which is not an annotation type. Write a class name such as com.acme.Tc, or com.acme.Tc#key for a"
                    + " member of it.");
        }
    }
}
