package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.outbox.Spool;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** What was collected so far, result by result. */
final class EvidenceCollection {
    private final EvidenceSettings settings;
    private final EvidenceDirectories places;
    private final PathGuard inside;
    private final SpoolWriter packer;
    private final Function<Path, Optional<URI>> artifact;
    private final Map<ResultKey, List<Attachment>> attachments = new HashMap<>();
    private final Map<ResultKey, List<String>> links = new HashMap<>();
    private final List<AttachmentStatus> told = new ArrayList<>();
    private final RefusedFiles refusals = new RefusedFiles();
    private ResultKey result;
    private AttachmentNames names;
    private Set<Object> sent;
    private int ofResult;
    private int ofPublication;

    EvidenceCollection(
            EvidenceSettings settings,
            EvidenceDirectories places,
            SpoolWriter packer,
            Function<Path, Optional<URI>> artifact) {
        this.settings = settings;
        this.places = places;
        this.inside = new PathGuard(places.allowed());
        this.packer = packer;
        this.artifact = artifact;
    }

    /** What is added next belongs to that result. */
    void begin(Result next) {
        result = next.key();
        names = new AttachmentNames(next.executions().size() > 1);
        sent = new HashSet<>();
        ofResult = 0;
    }

    void add(TestExecution execution, Candidate candidate) {
        if (candidate instanceof Candidate.Text text) {
            add(execution, text);
        } else if (candidate instanceof Candidate.Unnameable unnameable) {
            refuse(execution, unnameable.text(), "has a name that this JVM cannot look for; set LC_ALL=C.UTF-8");
        } else if (candidate instanceof Candidate.Found found) {
            add(execution, found.path(), shown(found.path()));
        } else if (candidate instanceof Candidate.Named named) {
            path(named)
                    .ifPresentOrElse(
                            path -> add(execution, path, named.text()),
                            () -> refuse(execution, named.text(), "does not exist"));
        }
    }

    CollectedEvidence finish() {
        return new CollectedEvidence(attachments, links, told, refusals.findings());
    }

    private void add(TestExecution execution, Candidate.Text text) {
        try {
            if (room(execution, text.fileName())) {
                attach(execution, text, text.fileName(), packer.pack(text.content()));
            }
        } catch (IOException e) {
            refuse(execution, text.fileName(), unkept(e));
        }
    }

    private void add(TestExecution execution, Path path, String shown) {
        try {
            Path real = inside.admit(path);
            if (room(execution, shown)) {
                String fileName = path.getFileName().toString();
                Optional<SpoolWriter.Packed> packed = packer.pack(real);
                if (packed.isPresent()) {
                    attach(
                            execution,
                            real,
                            fileName + (packed.get().compressed() ? ".gz" : ""),
                            packed.get().kept());
                } else {
                    link(execution, fileName, real);
                }
            }
        } catch (RefusedFileException e) {
            refuse(execution, shown, e.getMessage());
        } catch (IOException e) {
            refuse(execution, shown, unkept(e));
        }
    }

    private static String unkept(IOException e) {
        return "cannot be read, or not be kept in the outbox (" + e + ")";
    }

    private static Optional<Path> path(Candidate.Named named) {
        try {
            return named.bases().stream()
                    .map(base -> base.resolve(named.text()))
                    .filter(path -> path.getFileName() != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private boolean room(TestExecution execution, String shown) {
        if (ofResult >= settings.perResult()) {
            refuse(execution, shown, "is one more than <attachmentsPerResult> (" + settings.perResult() + ")");
            return false;
        }
        if (ofPublication >= settings.perPublication()) {
            refuse(
                    execution,
                    shown,
                    "is one more than <attachmentsPerPublication> (" + settings.perPublication() + ")");
            return false;
        }
        return true;
    }

    /** The same file of several executions of a result goes once, and so do equal ones of the same name. */
    private void attach(TestExecution execution, Object origin, String fileName, Spool.Kept kept) {
        if (sent.add(origin) && sent.add(List.of(fileName, kept.sha256()))) {
            List<Attachment> own = attachments.computeIfAbsent(result, key -> new ArrayList<>());
            own.add(new Attachment(
                    names.next(fileName, execution), kept.size(), kept.sha256(), execution.displayName()));
            ofResult++;
            ofPublication++;
        }
    }

    private void link(TestExecution execution, String fileName, Path real) throws IOException {
        String size = FileSize.text(Files.size(real));
        String name = AttachmentNames.clean(fileName);
        Optional<URI> url = artifact.apply(real);
        String where = url.map(address -> address + " (expires with the job's artifacts)")
                .orElse("too large to attach, kept as " + shown(real));
        List<String> lines = links.computeIfAbsent(result, key -> new ArrayList<>());
        String line = name + " (" + size + "): " + where;
        if (!lines.contains(line)) {
            lines.add(line);
            ofResult++;
            String reason = size + " are more than <attachmentMaxSize> (" + FileSize.text(settings.maxSize()) + ")";
            told.add(new AttachmentStatus(
                    result,
                    name,
                    execution.displayName(),
                    OptionalLong.of(Files.size(real)),
                    State.LINKED,
                    reason,
                    url));
        }
    }

    private void refuse(TestExecution execution, String shown, String reason) {
        String file = shown.replaceAll("\\p{Cntrl}", " ");
        refusals.add(file, reason);
        told.add(new AttachmentStatus(
                result,
                AttachmentNames.clean(file.substring(file.lastIndexOf('/') + 1)),
                execution.displayName(),
                OptionalLong.empty(),
                State.REFUSED,
                reason,
                Optional.empty()));
    }

    /** Relative to the project where it is inside. */
    private String shown(Path path) {
        return path.startsWith(places.top())
                ? places.top().relativize(path).toString()
                : path.getFileName().toString();
    }
}
