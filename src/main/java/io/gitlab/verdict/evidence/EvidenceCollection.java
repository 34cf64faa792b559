package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.AttachmentStatus;
import io.gitlab.verdict.domain.AttachmentStatus.State;
import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.FileName;
import io.gitlab.verdict.outbox.Spool;
import io.gitlab.verdict.time.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
import java.util.regex.Pattern;

/** The evidence collected so far, result by result. */
final class EvidenceCollection {
    private final EvidenceSettings settings;
    private final EvidenceDirectories directories;
    private final PathGuard guard;
    private final SpoolWriter writer;
    private final Deadline deadline;
    private final Function<Path, Optional<URI>> artifact;
    private final Map<ResultKey, List<Attachment>> attachments = new HashMap<>();
    private final Map<ResultKey, List<String>> links = new HashMap<>();
    private final List<AttachmentStatus> left = new ArrayList<>();
    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,15}://?");

    private final RefusedFiles refused = new RefusedFiles();
    private final MissingFiles missing = new MissingFiles();
    private ResultKey result;
    private AttachmentNames names;
    private Set<Object> sent;
    private int ofResult;
    private int ofPublication;

    EvidenceCollection(
            EvidenceSettings settings,
            EvidenceDirectories directories,
            SpoolWriter writer,
            Function<Path, Optional<URI>> artifact,
            Deadline deadline) {
        this.deadline = deadline;
        this.settings = settings;
        this.directories = directories;
        this.guard = new PathGuard(directories.allowed());
        this.writer = writer;
        this.artifact = artifact;
    }

    /** Selects the result to which further evidence belongs. */
    void begin(Result next) {
        result = next.key();
        names = new AttachmentNames(next.executions().size() > 1);
        sent = new HashSet<>();
        ofResult = 0;
    }

    void addText(TestExecution execution, String fileName, String content) {
        try {
            if (room(execution, fileName)) {
                attach(execution, content, fileName, writer.write(content));
            }
        } catch (IOException e) {
            refuse(execution, fileName, notKept(e));
        }
    }

    void addFile(TestExecution execution, EvidenceFile file) {
        try {
            directories
                    .locate(file, execution.module())
                    .ifPresentOrElse(path -> add(execution, path, file), () -> miss(execution, file));
        } catch (InvalidPathException e) {
            refuse(execution, file.path(), "has a name that this JVM cannot open; set LC_ALL=C.UTF-8");
        }
    }

    CollectedEvidence finish() {
        List<Finding> findings = new ArrayList<>(refused.findings());
        findings.addAll(missing.findings());
        return new CollectedEvidence(attachments, links, left, findings);
    }

    private void miss(TestExecution execution, EvidenceFile file) {
        if (file.publication().isPresent()) {
            missing.add(result.testCase(), file.publication().get(), printable(file.path()));
            leave(execution, file.path(), MissingFiles.REASON);
        } else {
            boolean address = ADDRESS.matcher(file.path()).lookingAt();
            refuse(
                    execution,
                    file.path(),
                    address ? "is an address, which is never opened; name a file" : "does not exist");
        }
    }

    private void add(TestExecution execution, Path path, EvidenceFile file) {
        try {
            Path real = guard.admit(path);
            if (room(execution, file.path())) {
                String fileName = path.getFileName().toString();
                Optional<SpoolWriter.Written> written = writer.write(real);
                if (written.isPresent()) {
                    attach(
                            execution,
                            real,
                            fileName + (written.get().compressed() ? ".gz" : ""),
                            written.get().kept());
                } else {
                    link(execution, fileName, real, file);
                }
            }
        } catch (RefusedFileException e) {
            refuse(execution, file.path(), e.getMessage());
        } catch (IOException e) {
            refuse(execution, file.path(), notKept(e));
        }
    }

    private static String notKept(IOException e) {
        return "cannot be read, or cannot be stored in the outbox (" + e + ")";
    }

    private boolean room(TestExecution execution, String path) {
        if (ofResult >= settings.perResult()) {
            refuse(execution, path, "exceeds <attachmentsPerResult> (" + settings.perResult() + ")");
            return false;
        }
        if (ofPublication >= settings.perPublication()) {
            refuse(execution, path, "exceeds <attachmentsPerPublication> (" + settings.perPublication() + ")");
            return false;
        }
        if (deadline.remaining().compareTo(deadline.budget().dividedBy(2)) < 0) {
            refuse(
                    execution,
                    path,
                    "was not read, because half of the <deadline> of "
                            + deadline.budget().toSeconds() + " s has passed");
            return false;
        }
        return true;
    }

    /** The same file of several executions of a result is attached once, and so are equal files of the same name. */
    private void attach(TestExecution execution, Object origin, String fileName, Spool.Kept kept) {
        if (sent.add(origin) && sent.add(List.of(fileName, kept.sha256()))) {
            List<Attachment> own = attachments.computeIfAbsent(result, key -> new ArrayList<>());
            own.add(new Attachment(
                    names.next(fileName, execution), kept.size(), kept.sha256(), execution.displayName()));
            ofResult++;
            ofPublication++;
        }
    }

    private void link(TestExecution execution, String fileName, Path real, EvidenceFile file) throws IOException {
        String size = FileSize.text(Files.size(real));
        String name = FileName.of(fileName);
        // A URL exists only for this job's artifacts, which may not contain a file of another job.
        Optional<URI> url = file.publication().isPresent() ? Optional.empty() : artifact.apply(real);
        String place = url.map(address -> address + " (expires with the job's artifacts)")
                .orElse("too large to attach, kept as " + directories.relative(real));
        List<String> lines = links.computeIfAbsent(result, key -> new ArrayList<>());
        String line = name + " (" + size + "): " + place;
        if (!lines.contains(line)) {
            lines.add(line);
            ofResult++;
            String reason = size + " exceeds <attachmentMaxSize> (" + FileSize.text(settings.maxSize()) + ")";
            left.add(new AttachmentStatus(
                    result,
                    name,
                    execution.displayName(),
                    OptionalLong.of(Files.size(real)),
                    State.LINKED,
                    reason,
                    url));
        }
    }

    private void refuse(TestExecution execution, String path, String reason) {
        refused.add(printable(path), reason);
        leave(execution, path, reason);
    }

    private void leave(TestExecution execution, String path, String reason) {
        String file = printable(path);
        left.add(new AttachmentStatus(
                result,
                FileName.of(file.substring(file.lastIndexOf('/') + 1)),
                execution.displayName(),
                OptionalLong.empty(),
                State.REFUSED,
                reason,
                Optional.empty()));
    }

    private static String printable(String path) {
        return path.replaceAll("\\p{Cntrl}", " ");
    }
}
