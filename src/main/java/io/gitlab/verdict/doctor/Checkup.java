package io.gitlab.verdict.doctor;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import io.gitlab.verdict.resolve.MappedTestCases;
import io.gitlab.verdict.settings.InvalidSettingException;
import io.gitlab.verdict.tracker.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Looks at all that a publication will need before the tests have run: settings, mapping file, and the tracker. */
public final class Checkup {
    private static final String SETTINGS = "settings";
    private static final String MAPPING = "mapping file";

    /** A way to a part of the settings, or a tracker, that may prove to be none. */
    public interface Source<T> {
        /** @throws InvalidSettingException if a setting cannot work */
        T get() throws IOException;
    }

    private final List<Check> checks = new ArrayList<>();

    /**
     * Goes as far as it gets.
     *
     * @param mapping the mapping file, if there is one
     * @param idPattern what an id looks like
     * @param tracker what examines the tracker; empty: it cannot be examined
     */
    public List<Check> run(
            Source<Optional<Path>> mapping, Source<Pattern> idPattern, Source<Optional<Examination>> tracker)
            throws IOException {
        Set<String> testCases = mapped(mapping, idPattern);
        try (Examination examination = tracker.get().orElse(null)) {
            checks.add(Check.ok(SETTINGS, "they can work"));
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

    private Set<String> mapped(Source<Optional<Path>> mapping, Source<Pattern> idPattern) throws IOException {
        try {
            Optional<Path> file = mapping.get();
            if (file.isEmpty()) {
                checks.add(Check.skipped(MAPPING, "there is none"));
                return Set.of();
            }
            return ids(file.get(), idPattern.get());
        } catch (InvalidSettingException e) {
            checks.add(Check.error(MAPPING, e.getMessage()));
            return Set.of();
        }
    }

    /** Only what looks like an id is worth asking for. */
    private Set<String> ids(Path file, Pattern idPattern) {
        Set<String> ids = new TreeSet<>(MappedTestCases.read(file));
        Set<String> strange = new TreeSet<>(ids);
        strange.removeIf(id -> idPattern.matcher(id).matches());
        ids.removeAll(strange);
        checks.add(
                strange.isEmpty()
                        ? Check.ok(MAPPING, file.getFileName() + " names " + ids.size() + " test cases")
                        : Check.error(
                                MAPPING,
                                file.getFileName() + " names what is no test case id: " + String.join(", ", strange),
                                "Correct these, or set idPattern, which is " + idPattern + "."));
        return ids;
    }

    /** The worst grade of some checks. */
    public static Grade worst(List<Check> checks) {
        return checks.stream().map(Check::grade).max(Grade::compareTo).orElse(Grade.OK);
    }
}
