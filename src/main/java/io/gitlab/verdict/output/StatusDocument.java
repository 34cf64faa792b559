package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.CaseStatus;
import io.gitlab.verdict.domain.RunContainer;
import io.gitlab.verdict.domain.StatusReport;
import io.gitlab.verdict.domain.StatusReport.CaseLine;
import io.gitlab.verdict.domain.StatusReport.ContainerStatus;
import io.gitlab.verdict.domain.TestRun;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The content of {@code status.json}, component by component in that order: schema 1, with the rules of
 * {@code publication.json}.
 */
record StatusDocument(
        int schema,
        String tracker,
        String date,
        boolean countUnexecuted,
        Map<String, Long> counts,
        List<ContainerEntry> containers,
        List<ArchivedEntry> archived,
        List<CaseEntry> cases,
        List<FindingEntry> findings) {
    private static final int SCHEMA = 1;

    static StatusDocument of(StatusReport report) {
        return new StatusDocument(
                SCHEMA,
                report.tracker(),
                report.date().toString(),
                report.rule().countUnexecuted(),
                counted(report::count),
                report.containers().stream().map(ContainerEntry::of).toList(),
                report.archived().stream().map(ArchivedEntry::of).toList(),
                report.cases().stream().map(CaseEntry::of).toList(),
                report.findings().stream().map(FindingEntry::of).toList());
    }

    private static Map<String, Long> counted(Function<CaseStatus, Long> count) {
        return Arrays.stream(CaseStatus.values())
                .collect(Collectors.toMap(CaseStatus::word, count, (one, other) -> one, LinkedHashMap::new));
    }

    record ContainerEntry(
            String id,
            String name,
            String url,
            Map<String, Long> counts,
            String build,
            List<String> unproved,
            List<String> strayTests) {
        private static ContainerEntry of(ContainerStatus status) {
            return new ContainerEntry(
                    status.container().id(),
                    status.container().name(),
                    orNull(status.container().url()),
                    counted(one -> (long) status.count(one)),
                    status.build().isEmpty() ? null : status.build(),
                    status.unverified(),
                    status.unrelatedTests().orElse(null));
        }
    }

    record ArchivedEntry(String id, String name, String reason) {
        private static ArchivedEntry of(RunContainer container) {
            return new ArchivedEntry(container.id(), container.name(), container.archived());
        }
    }

    record CaseEntry(String id, String name, String status, String url, Map<String, RunEntry> runs) {
        private static CaseEntry of(CaseLine line) {
            Map<String, RunEntry> runs = new TreeMap<>();
            line.runs().forEach((container, run) -> runs.put(container, RunEntry.of(run)));
            return new CaseEntry(line.id(), line.name(), line.status().word(), orNull(line.url()), runs);
        }
    }

    record RunEntry(String status, String date, String build) {
        private static RunEntry of(TestRun run) {
            return new RunEntry(
                    run.status().word(),
                    run.date().map(Instant::toString).orElse(null),
                    run.build().isEmpty() ? null : run.build());
        }
    }

    private static String orNull(Optional<URI> url) {
        return url.map(URI::toString).orElse(null);
    }
}
