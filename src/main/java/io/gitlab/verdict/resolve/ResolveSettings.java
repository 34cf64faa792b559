package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How test cases are found.
 *
 * @param mappingFile YAML of test name patterns and test case ids; empty when there is none
 * @param idPattern what an id looks like in names and in the values of well-known annotations
 * @param annotations further annotation types that carry ids, as {@code com.acme.Tc} (its {@code value}) or
 *     {@code com.acme.Tc#key}; their values are ids as a whole, whatever {@code idPattern} says
 * @param classes the test classes of every module
 */
public record ResolveSettings(
        Optional<Path> mappingFile, Pattern idPattern, List<String> annotations, List<ModuleClasses> classes) {
    public ResolveSettings {
        requireNonNull(mappingFile, "mappingFile");
        requireNonNull(idPattern, "idPattern");
        annotations = List.copyOf(annotations);
        classes = List.copyOf(classes);
    }
}
