package io.gitlab.verdict.resolve;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import io.gitlab.verdict.resolve.ids.IdFinder;
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
 * @param sources where ids are searched
 * @param classes the test classes of every module
 * @param missingClasses the severity of the finding that tests have no class file
 * @throws io.gitlab.verdict.settings.InvalidSettingException if {@code idPattern} cannot be searched within a text
 */
public record ResolveSettings(
        Optional<Path> mappingFile,
        Pattern idPattern,
        Optional<Pattern> foreignIds,
        UnaryOperator<String> spelling,
        IdSources sources,
        List<ModuleClasses> classes,
        Finding.Severity missingClasses) {

    public ResolveSettings {
        requireNonNull(mappingFile, "mappingFile");
        new IdFinder(requireNonNull(idPattern, "idPattern"));
        requireNonNull(foreignIds, "foreignIds");
        requireNonNull(spelling, "spelling");
        requireNonNull(sources, "sources");
        classes = List.copyOf(classes);
        requireNonNull(missingClasses, "missingClasses");
    }

    /** Settings without foreign ids, with ids spelled as found, the default sources and these annotations. Missing classes are a
     * warning. */
    public ResolveSettings(
            Optional<Path> mappingFile, Pattern idPattern, List<String> annotations, List<ModuleClasses> classes) {
        this(
                mappingFile,
                idPattern,
                Optional.empty(),
                UnaryOperator.identity(),
                IdSources.ofAnnotations(annotations),
                classes,
                Finding.Severity.WARNING);
    }
}
