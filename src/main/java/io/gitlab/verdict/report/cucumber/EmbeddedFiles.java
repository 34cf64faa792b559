package io.gitlab.verdict.report.cucumber;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.supplement.SupplementReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Stores the attachments of a report as files. */
final class EmbeddedFiles {
    /** Lines that a scenario logs, and links: nothing that a file would be made of. */
    private static final String LOG = "text/x.cucumber.log+plain";

    private static final String LINKS = "text/uri-list";

    private static final Map<String, String> EXTENSIONS = Map.of(
            "jpeg",
            "jpg",
            "plain",
            "txt",
            "svg+xml",
            "svg",
            "javascript",
            "js",
            "octet-stream",
            "bin",
            "x-json",
            "json");

    private final Path file;
    private final SupplementReading reading;
    private int unreadable;
    private String reason = "";

    EmbeddedFiles(Path file, SupplementReading reading) {
        this.file = file;
        this.reading = reading;
    }

    /**
     * Stores an attachment, unless it is a log line or a link.
     *
     * @param offset of the content's string in the file, in bytes
     * @param name file name; may be empty
     */
    Optional<EvidenceFile> store(long offset, boolean base64, String mediaType, String name) {
        String type = mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (offset < 0 || type.equals(LOG) || type.equals(LINKS)) {
            return Optional.empty();
        }
        try (InputStream content = JsonStringStream.open(file, offset, base64)) {
            return reading.store(fileName(name, type), content);
        } catch (IOException | RuntimeException e) {
            unreadable++;
            reason = e.toString();
            return Optional.empty();
        }
    }

    Optional<Finding> findings() {
        return unreadable == 0
                ? Optional.empty()
                : Optional.of(Finding.warning(unreadable + " attachments in " + file
                        + " cannot be read and are left out: " + reason + ". Run the tests again."));
    }

    /** In Cucumber's JSON, the name may be a description. */
    private static String fileName(String name, String type) {
        String subtype = type.substring(type.indexOf('/') + 1);
        String extension = "." + EXTENSIONS.getOrDefault(subtype, subtype.isEmpty() ? "bin" : subtype);
        if (name.isBlank()) {
            return "attachment" + extension;
        }
        return name.matches(".*\\.[A-Za-z0-9]{1,10}") ? name : name + extension;
    }
}
