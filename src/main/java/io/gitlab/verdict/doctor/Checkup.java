package io.gitlab.verdict.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.resolve.MappedTestCases;
import io.gitlab.verdict.resolve.ids.IdFinder;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Checks before the tests run what a publication needs: settings, mapping file and tracker. */
public final class Checkup {
    private static final String SETTINGS = "settings";
    private static final String MAPPING = "mapping file";

    /** Provides a part of the settings, or the tracker. */
    public interface Source<T> {
        /** @throws InvalidSettingException if a setting is invalid */
        T get() throws IOException;
    }

    private final List<Check> checks = new ArrayList<>();

    /**
     * Runs all checks; those that depend on a failed one are skipped.
     *
     * @param mapping the mapping file, if there is one
     * @param idPattern what a test case ID looks like
     * @param spelling converts a test case ID to the tracker's spelling
     * @param tracker examines the tracker; empty: it cannot be examined
     */
    public List<Check> run(
            Source<Optional<Path>> mapping,
            Source<Pattern> idPattern,
            UnaryOperator<String> spelling,
            Source<Optional<Examination>> tracker)
            throws IOException {
        Set<String> testCases = mapped(mapping, idPattern, spelling);
        try (Examination examination = tracker.get().orElse(null)) {
            checks.add(Check.ok(SETTINGS, "valid"));
            if (examination == null) {
                checks.add(Check.skipped("tracker", "it cannot be examined"));
            } else {
                checks.addAll(examination.examine(testCases));
            }
        } catch (InvalidSettingException e) {
            checks.add(Check.error(SETTINGS, e.getMessage()));
        }
        return List.copyOf(checks);
    }

    private Set<String> mapped(
            Source<Optional<Path>> mapping, Source<Pattern> idPattern, UnaryOperator<String> spelling)
            throws IOException {
        try {
            Optional<Path> file = mapping.get();
            if (file.isEmpty()) {
                checks.add(Check.skipped(MAPPING, "none"));
                return Set.of();
            }
            return ids(file.get(), idPattern.get(), spelling);
        } catch (InvalidSettingException e) {
            checks.add(Check.error(MAPPING, e.getMessage()));
            return Set.of();
        }
    }

    /** Only texts that look like an ID are looked up in the tracker. */
    private Set<String> ids(Path file, Pattern idPattern, UnaryOperator<String> spelling) {
        Set<String> ids = new TreeSet<>(MappedTestCases.read(file, spelling));
        Set<String> invalid = new TreeSet<>(ids);
        invalid.removeIf(new IdFinder(idPattern)::accepts);
        ids.removeAll(invalid);
        checks.add(
                invalid.isEmpty()
                        ? Check.ok(MAPPING, file.getFileName() + " names " + ids.size() + " test cases")
                        : Check.error(
                                MAPPING,
                                file.getFileName() + " has entries that are not test case IDs: " + FirstFew.of(invalid),
                                "Correct them, or set idPattern, which is " + idPattern + "."));
        return ids;
    }

    /** The worst grade of some checks. */
    public static Grade worst(List<Check> checks) {
        return checks.stream().map(Check::grade).max(Grade::compareTo).orElse(Grade.OK);
    }
}
