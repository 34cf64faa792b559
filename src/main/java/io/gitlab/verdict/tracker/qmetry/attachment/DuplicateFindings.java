package io.gitlab.verdict.tracker.qmetry.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.text.FirstFew;
import io.gitlab.verdict.tracker.Answer;
import io.gitlab.verdict.tracker.Attachments.Upload;
import io.gitlab.verdict.tracker.StoredAttachment;
import io.gitlab.verdict.tracker.StoredResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Findings about attachments that exist, or may exist, more than once. */
final class DuplicateFindings {
    private record Slot(String run, String name) {}

    private final Map<Slot, String> refused = new HashMap<>();
    private final TreeSet<String> uncertain = new TreeSet<>();
    private final TreeMap<String, String> duplicates = new TreeMap<>();

    /** Records a file that QMetry does not return. */
    void refused(StoredResult result, String name, long file, String why) {
        refused.put(new Slot(result.reference(), name), text(result, name) + " (file " + file + ": " + why + ")");
    }

    /** Records uploads that may be duplicates. */
    void sent(Map<Upload, Answer> answers) {
        answers.forEach((upload, answer) -> {
            String uncertainty = refused.get(
                    new Slot(upload.result().reference(), upload.attachment().name()));
            if (uncertainty != null && answer.mayBeApplied()) {
                uncertain.add(uncertainty);
            }
        });
    }

    /** Records which of the stored files are identical, as last read. */
    void stored(StoredResult result, List<StoredAttachment> files, List<Attachment> wanted) {
        for (Attachment one : wanted) {
            List<String> same = files.stream()
                    .filter(file -> file.is(one))
                    .map(StoredAttachment::reference)
                    .toList();
            String text = text(result, one.name());
            if (same.size() > 1) {
                duplicates.put(text, text + " (files " + String.join(", ", same) + ")");
            } else {
                duplicates.remove(text);
            }
        }
    }

    private static String text(StoredResult result, String name) {
        return result.key().testCase() + " " + name;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!uncertain.isEmpty()) {
            findings.add(Finding.warning("Attachments that may be stored twice: " + uncertain.size()
                    + ". QMetry has files with these names but does not return them, so they could not be compared and"
                    + " were sent again. Compare them, and delete the duplicates: "
                    + FirstFew.of(uncertain) + "."));
        }
        if (!duplicates.isEmpty()) {
            findings.add(Finding.warning("Attachments that are stored more than once: " + duplicates.size()
                    + ". A user may have attached one of them, so none was deleted. Delete all but one of: "
                    + FirstFew.of(duplicates.values()) + "."));
        }
        return findings;
    }
}
