package io.gitlab.verdict.report.supplement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.AntPattern;
import io.gitlab.verdict.files.FileListing;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.text.FirstFew;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The supplements of a build: finds their files, reads them, and joins them to the executions of JUnit XML reports. */
public final class Supplements {
    private static final int SEARCH_DEPTH = 20;
    private static final int MOST_FILES = 200_000;
    private static final Set<String> CLASS_DIRECTORIES = Set.of("classes", "test-classes", "generated-sources");

    /** @param own whether tests count that only these files report */
    private record Place(SupplementFormat format, String module, boolean own) {}

    /**
     * The executions that may get a date from a supplement.
     *
     * @param undated their positions
     * @param plausible whether a test may have run at a time
     */
    record Dates(BitSet undated, Predicate<Instant> plausible) {
        TestExecution dated(int position, TestExecution execution, Optional<Instant> start) {
            Optional<Instant> date = start.filter(plausible).filter(instant -> undated.get(position));
            date.ifPresent(instant -> undated.clear(position));
            return date.map(instant -> execution.withDate(instant.truncatedTo(ChronoUnit.MILLIS)))
                    .orElse(execution);
        }
    }

    /** A pattern of files, and the directory that it starts at. */
    private record Wanted(Place place, AntPattern pattern, Path start) {
        static Wanted of(Place place, String text, Path base) {
            AntPattern pattern = AntPattern.of(text);
            return new Wanted(place, pattern, pattern.start(base));
        }
    }

    private final Optional<Instant> fence;
    private final boolean publishStale;
    private final TextBudget budget;
    private final EvidenceStore store;
    private final Predicate<Instant> plausible;
    private final List<SupplementFormat> formats = SupplementFormat.all();
    private final Map<Place, List<Path>> files = new LinkedHashMap<>();
    private final Set<Path> seen = new HashSet<>();
    private final List<Path> stale = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private int reports;

    /**
     * Supplements without files.
     *
     * @param fence files that were written before are stale; empty: none is
     * @param publishStale whether stale files are read, too
     * @param budget limits the texts that are kept
     * @param store takes the files that reports hold inline
     * @param plausible whether a test may have run at a time
     */
    public Supplements(
            Optional<Instant> fence,
            boolean publishStale,
            TextBudget budget,
            EvidenceStore store,
            Predicate<Instant> plausible) {
        this.fence = fence;
        this.publishStale = publishStale;
        this.budget = budget;
        this.store = store;
        this.plausible = plausible;
    }

    /**
     * Searches the directories of a module, where each format is written by default. Class directories and other projects
     * below are left out: they may hold the fixtures of tests.
     *
     * @param own whether tests count that only a supplement reports
     */
    public void search(ModuleDirectories module, boolean own) {
        List<Wanted> wanted = new ArrayList<>();
        for (SupplementFormat format : formats) {
            Place place = new Place(format, module.module(), own);
            format.filesInBuildDirectory().forEach(text -> wanted.add(Wanted.of(place, text, module.build())));
            format.filesInModule().forEach(text -> wanted.add(Wanted.of(place, text, module.base())));
        }
        wanted.stream()
                .collect(groupingBy(Wanted::start, LinkedHashMap::new, toList()))
                .forEach(this::search);
    }

    /**
     * Adds a file that the settings name, if one of the formats recognises it.
     *
     * @return whether one does
     * @throws IOException if the file cannot be read
     */
    public boolean take(String module, Path file) throws IOException {
        for (SupplementFormat format : formats) {
            if (format.recognises(file)) {
                add(new Place(format, module, true), file);
                return true;
            }
        }
        return false;
    }

    /** Whether a report was found that is not stale. */
    public boolean anyFresh() {
        return files.values().stream().flatMap(List::stream).anyMatch(file -> !isStale(file));
    }

    /**
     * The executions with what the supplements add to them, followed by those that only supplements report.
     *
     * @param undated positions of the executions whose reports have no date: they get the start of the test in a supplement,
     *     which removes them
     * @param written when the JUnit XML reports were written: without a fence, supplements that are hours older are of an earlier
     *     run and are left out
     */
    public List<TestExecution> join(List<TestExecution> executions, BitSet undated, WrittenReports written) {
        List<TestExecution> joined = new ArrayList<>(executions);
        formats.forEach(format -> files.forEach((place, found) -> {
            List<Path> current = place.format() == format ? ofThisRun(place, found, written) : List.of();
            if (!current.isEmpty()) {
                join(read(place, current), joined, undated);
            }
        }));
        return joined;
    }

    private List<Path> ofThisRun(Place place, List<Path> found, WrittenReports written) {
        if (fence.isPresent() || publishStale) {
            return found;
        }
        List<Path> current = new ArrayList<>();
        List<String> earlier = new ArrayList<>();
        for (Path file : found) {
            Instant modified = modified(file);
            written.laterRun(place.module(), modified)
                    .ifPresentOrElse(
                            later -> earlier.add(file + ", written at " + modified + ", "
                                    + Duration.between(modified, later).toHours() + " hours before"),
                            () -> current.add(file));
        }
        if (!earlier.isEmpty()) {
            findings.add(
                    Finding.warning(
                            earlier.size() + " files of " + place.format().title()
                                    + " are hours older than the JUnit XML reports of their module, so they are of an earlier run and are"
                                    + " left out: " + FirstFew.of(earlier, 3)
                                    + ". Run mvn clean before the tests, or set staleReports to publish if they belong to this run."));
        }
        return current;
    }

    /** The number of files that reported executions; must be called after {@link #join}. */
    public int reports() {
        return reports;
    }

    /** The stale files that were found. */
    public List<Path> stale() {
        return List.copyOf(stale);
    }

    /** Problems of searching, reading and joining. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        if (!contradictions.isEmpty()) {
            all.add(Finding.warning("Reports contradict each other about " + contradictions.size()
                    + " tests, which passed in one and failed in the other: " + FirstFew.of(contradictions)
                    + ". The verdicts are those of the JUnit XML reports. Check that all reports are of this run: run \"mvn"
                    + " clean\" first, and give each run its own files."));
        }
        return all;
    }

    /** Formats share the visit of a directory. */
    private void search(Path start, List<Wanted> wanted) {
        if (Files.isDirectory(start)) {
            List<AntPattern> patterns = wanted.stream().map(Wanted::pattern).toList();
            FileListing listing = FileListing.of(start, patterns, Supplements::isForeign, SEARCH_DEPTH, MOST_FILES);
            listing.gaps().stream().map(Finding::warning).forEach(findings::add);
            wanted.forEach(one -> listing.matching(one.pattern())
                    .filter(Supplements::isFile)
                    .forEach(file -> add(one.place(), file)));
        } else if (isFile(start)) {
            wanted.stream().filter(one -> !one.pattern().hasWildcards()).forEach(one -> add(one.place(), start));
        }
    }

    private static boolean isForeign(Path directory) {
        return CLASS_DIRECTORIES.contains(directory.getFileName().toString())
                || Files.exists(directory.resolve("pom.xml"));
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void add(Place place, Path file) {
        if (!seen.add(real(file))) {
            return;
        }
        if (isStale(file)) {
            stale.add(file);
        }
        if (publishStale || !isStale(file)) {
            files.computeIfAbsent(place, absent -> new ArrayList<>()).add(file);
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath();
        }
    }

    private boolean isStale(Path file) {
        return fence.filter(instant -> modified(file).isBefore(instant)).isPresent();
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            // Reading it reports the problem.
            return Instant.MAX;
        }
    }

    private Supplement read(Place place, List<Path> found) {
        CollectingReading reading =
                new CollectingReading(place.module(), budget, publishStale ? Optional.empty() : fence, store);
        place.format().read(found, reading);
        findings.addAll(reading.findings());
        return new Supplement(place.format(), place.module(), found, place.own(), reading.tests());
    }

    private void join(Supplement supplement, List<TestExecution> executions, BitSet undated) {
        Dates dates = new Dates(undated, plausible);
        SupplementJoin join =
                new SupplementJoin(supplement, executions, candidates(supplement.module(), executions), dates);
        int others = executions.size();
        if (join.join()) {
            reports += supplement.files().size();
            correctDates(supplement, executions.subList(others, executions.size()));
        }
        findings.addAll(join.findings());
        join.contradictions().stream()
                .map(name -> name + " (" + supplement + ")")
                .forEach(contradictions::add);
    }

    private void correctDates(Supplement supplement, List<TestExecution> added) {
        Instant written = supplement.files().stream()
                .map(Supplements::modified)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .truncatedTo(ChronoUnit.SECONDS);
        List<String> corrected = new ArrayList<>();
        added.replaceAll(execution -> {
            if (plausible.test(execution.date())) {
                return execution;
            }
            corrected.add(execution.displayName() + " has " + execution.date());
            return execution.withDate(written);
        });
        if (!corrected.isEmpty()) {
            findings.add(Finding.warning(corrected.size() + " test executions of " + supplement
                    + " have a date before 2000 or in the future, so the time at which the report was written is"
                    + " published: " + FirstFew.of(corrected)
                    + ". Correct the clock of the machine that ran the tests."));
        }
    }

    /** The executions of the module. If it has none, the reports are in a directory that belongs to no module. */
    private static List<Integer> candidates(String module, List<TestExecution> executions) {
        List<Integer> own = positions(module, executions);
        if (!own.isEmpty()) {
            return own;
        }
        return module.isEmpty() ? IntStream.range(0, executions.size()).boxed().toList() : positions("", executions);
    }

    private static List<Integer> positions(String module, List<TestExecution> executions) {
        return IntStream.range(0, executions.size())
                .filter(position -> executions.get(position).module().equals(module))
                .boxed()
                .toList();
    }
}
