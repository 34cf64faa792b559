package io.gitlab.verdict.report;

import io.gitlab.verdict.domain.EvidenceFile;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.report.input.EvidenceStore;
import io.gitlab.verdict.report.input.TextBudget;
import io.gitlab.verdict.text.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One report that is being read, with the limits of all reports, and what was left out of this one. */
final class ReportInput {

    private final ReportFile file;
    private final TextBudget budget;
    private final EvidenceStore evidence;
    private Optional<String> address = Optional.empty();
    private int addresses;
    private final OddNotes oddNotes;
    private final Sample unreadable = new Sample();

    ReportInput(ReportFile file, TextBudget budget, EvidenceStore evidence) {
        this.file = file;
        this.budget = budget;
        this.evidence = evidence;
        this.oddNotes = new OddNotes(file.path());
    }

    ReportFile file() {
        return file;
    }

    TextBudget budget() {
        return budget;
    }

    EvidenceStore evidence() {
        return evidence;
    }

    OddNotes oddNotes() {
        return oddNotes;
    }

    /** A file that the report names. */
    EvidenceFile named(String path) {
        return EvidenceFile.named(path, file.path().toAbsolutePath().getParent());
    }

    /** Stores a file that the report holds. */
    Optional<EvidenceFile> store(String name, InputStream content) {
        try {
            return evidence.store(name, content);
        } catch (IOException e) {
            leaveOut(name, e.getMessage());
            return Optional.empty();
        }
    }

    /** Notes that a file that the report holds or names cannot be kept. */
    void leaveOut(String name, String reason) {
        unreadable.add(name + " (" + reason + ")");
    }

    /** Notes that a property names evidence by its address, which is never opened. */
    void leaveOutAddress(String url) {
        addresses++;
        if (address.isEmpty()) {
            address = Optional.of(url);
        }
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>(oddNotes.findings());
        address.ifPresent(first -> findings.add(Finding.info("Evidence left out: " + first
                + (addresses == 1 ? "" : " and " + (addresses - 1) + " more addresses") + ", named in " + file.path()
                + ". No address of a report is opened. Name a file.")));
        if (!unreadable.isEmpty()) {
            findings.add(Finding.warning("Evidence left out: " + unreadable + ", in " + file.path() + "."));
        }
        return findings;
    }
}
