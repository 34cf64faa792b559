package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Change;
import io.gitlab.verdict.tracker.Examination;
import io.gitlab.verdict.tracker.Preflight;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import io.gitlab.verdict.tracker.UnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A complete tracker that the production code does not know: this class and one line in {@code META-INF/services}. */
public final class NotebookTrackerFactory implements TrackerFactory {
    static final Map<ResultKey, Result> RESULTS = new ConcurrentHashMap<>();
    static final List<String> EXAMINED = new ArrayList<>();
    static volatile boolean unavailable;

    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public String idPattern(Map<String, String> settings) {
        return settings.getOrDefault("prefix", "NB") + "\\d+";
    }

    @Override
    public Set<String> settingNames() {
        return Set.of("url", "prefix");
    }

    @Override
    public URI server(Map<String, String> settings) {
        return URI.create(settings.getOrDefault("url", "https://notebook.example"));
    }

    @Override
    public Tracker open(TrackerConnection connection) {
        return new Notebook();
    }

    @Override
    public Optional<Examination> openExamination(TrackerConnection connection) {
        return Optional.of(new Notebook());
    }

    private record Notebook() implements Tracker, Examination, PreparedPublication {
        @Override
        public PreparedPublication prepare(Publication publication) throws UnavailableException {
            if (unavailable) {
                throw new UnavailableException("The notebook is closed.", null);
            }
            return this;
        }

        @Override
        public Preflight preflight() {
            return new Preflight(Map.of(), List.of(), Map.of());
        }

        @Override
        public Optional<URI> url() {
            return Optional.of(URI.create("https://notebook.example/results"));
        }

        @Override
        public List<StoredResult> read() {
            return RESULTS.values().stream()
                    .map(one -> new StoredResult(
                            one.key(), one.key().toString(), one.verdict().text(), List.of(), url()))
                    .toList();
        }

        @Override
        public Map<ResultKey, Answer> write(List<Change> changes) {
            changes.forEach(change -> RESULTS.put(change.result().key(), change.result()));
            return changes.stream()
                    .collect(Collectors.toMap(change -> change.result().key(), change -> new Answer.Applied()));
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }

        @Override
        public Duration replicaLag() {
            return Duration.ZERO;
        }

        @Override
        public List<Check> examine(Collection<String> testCases) {
            EXAMINED.addAll(testCases);
            return List.of(Check.ok("notebook", "it is open"));
        }

        @Override
        public void close() {}
    }
}
