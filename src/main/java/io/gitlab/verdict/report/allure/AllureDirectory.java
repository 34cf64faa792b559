package io.gitlab.verdict.report.allure;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.files.FileName;
import io.gitlab.verdict.files.ModifiedTime;
import io.gitlab.verdict.report.supplement.SupplementReading;
import io.gitlab.verdict.text.Sample;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the results of one directory, together with its containers. */
final class AllureDirectory {
    private static final int MOST_ATTACHMENTS = 100;
    private static final Comparator<AllureTest> BY_START = Comparator.comparing(AllureTest::date);

    private record Result(AllureTest test, String uuid, List<String> sources) {}

    private final Path directory;
    private final SupplementReading reading;
    private final Optional<Instant> fence;
    private final Map<String, Set<String>> sourcesOfFixtures = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    private final Set<String> uuids = new HashSet<>();
    private final Sample damaged = new Sample();
    private final Sample stale = new Sample();
    private final Sample outside = new Sample();
    private final Sample cut = new Sample();

    AllureDirectory(Path directory, SupplementReading reading) {
        this.directory = directory;
        this.reading = reading;
        this.fence = reading.fence().map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** @param files the result files in the directory that are wanted */
    void read(List<Path> files) {
        files.forEach(this::readResult);
        readContainers();
        List<AllureTest> tests = results.stream()
                .map(result -> result.test().withEvidence(evidence(result)))
                .toList();
        Map<List<String>, Map<String, Integer>> methods = new HashMap<>();
        for (AllureTest test : tests.stream().sorted(BY_START).toList()) {
            Map<String, Integer> rows =
                    methods.computeIfAbsent(List.of(test.className(), test.method()), key -> new HashMap<>());
            int row = rows.computeIfAbsent(test.identity(), key -> rows.size() + 1);
            reading.add(test.asSupplement(reading.module(), row));
        }
        addFindings();
    }

    private void readContainers() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*-container.json")) {
            for (Path file : files) {
                readContainer(file);
            }
        } catch (IOException | DirectoryIteratorException e) {
            damaged.add(directory + " (" + e + ")");
        }
    }

    private void readContainer(Path file) {
        Optional<AllureFile> container = parse(file);
        container.filter(read -> !isStale(AllureTest.instant(read.stop()))).ifPresent(this::addSources);
    }

    /** One more than is attached shows that there are more. Results that are not read get nothing. */
    private void addSources(AllureFile container) {
        for (String child : container.sources().isEmpty() ? List.<String>of() : container.children()) {
            if (uuids.contains(child)) {
                Set<String> known = sourcesOfFixtures.computeIfAbsent(child, key -> new LinkedHashSet<>());
                container.sources().stream()
                        .takeWhile(source -> known.size() <= MOST_ATTACHMENTS)
                        .forEach(known::add);
            }
        }
    }

    private void readResult(Path file) {
        Optional<AllureFile> result = parse(file);
        if (result.isEmpty()) {
            return;
        }
        AllureTest test =
                AllureTest.of(result.get(), ModifiedTime.of(file).orElse(Instant.EPOCH), List.of(), reading.budget());
        if (isStale(test.stop())) {
            stale.add(file.getFileName().toString());
        } else {
            results.add(new Result(test, result.get().uuid(), result.get().sources()));
            uuids.add(result.get().uuid());
        }
    }

    private boolean isStale(Optional<Instant> stop) {
        return fence.isPresent() && stop.filter(fence.get()::isAfter).isPresent();
    }

    private Optional<AllureFile> parse(Path file) {
        try {
            AllureFile read = AllureParser.parse(file);
            if (read.cut()) {
                cut.add(file.getFileName().toString());
            }
            return Optional.of(read);
        } catch (IOException e) {
            damaged.add(file.getFileName() + " (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    private List<EvidenceFile> evidence(Result result) {
        Set<String> sources = new LinkedHashSet<>(result.sources());
        sources.addAll(sourcesOfFixtures.getOrDefault(result.uuid(), Set.of()));
        if (sources.size() > MOST_ATTACHMENTS) {
            cut.add(result.uuid());
        }
        List<EvidenceFile> files = new ArrayList<>();
        for (String source : sources.stream().limit(MOST_ATTACHMENTS).toList()) {
            if (!source.equals(FileName.of(source))) {
                outside.add(FileName.of(source));
            } else if (reading.budget().takePath(source)) {
                files.add(EvidenceFile.named(source, directory));
            }
        }
        return files;
    }

    private void addFindings() {
        String place = " in " + directory;
        if (!damaged.isEmpty()) {
            reading.add(Finding.error("Allure files" + place + " are damaged and left out: " + damaged
                    + ". Delete them, and run their tests again."));
        }
        if (!stale.isEmpty()) {
            reading.add(Finding.warning("Allure results" + place + " ended before this run and are left out: " + stale
                    + ". Set allure.results.directory to a directory in the build directory, or delete the"
                    + " directory before the tests run."));
        }
        if (!outside.isEmpty()) {
            reading.add(Finding.warning("Evidence left out: attachments of Allure results" + place
                    + " that are not names of files in the same directory: " + outside + "."));
        }
        if (!cut.isEmpty()) {
            reading.add(Finding.warning("Allure files" + place + " have more than 100 attachments, labels, links or"
                    + " parameters: " + cut + ". The others are left out."));
        }
    }
}
