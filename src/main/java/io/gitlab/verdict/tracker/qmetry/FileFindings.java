package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.FirstFew;
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

/** Which files of test case runs are there twice, or may be. */
final class FileFindings {
    private record Place(String run, String name) {}

    private final Map<Place, String> refused = new HashMap<>();
    private final TreeSet<String> doubtful = new TreeSet<>();
    private final TreeMap<String, String> twins = new TreeMap<>();

    /** Takes note of a file that QMetry does not give out. */
    void refused(StoredResult result, String name, long file, String why) {
        refused.put(new Place(result.reference(), name), text(result, name) + " (file " + file + ": " + why + ")");
    }

    /** Takes note of what was sent though it may have been there. */
    void sent(Map<Upload, Answer> answers) {
        answers.forEach((upload, answer) -> {
            String doubt = refused.get(
                    new Place(upload.result().reference(), upload.attachment().name()));
            if (doubt != null && answer.mayBeApplied()) {
                doubtful.add(doubt);
            }
        });
    }

    /** Takes note of which files are the same, as it was seen last. */
    void held(StoredResult result, List<StoredAttachment> files, List<Attachment> wanted) {
        for (Attachment one : wanted) {
            List<String> same = files.stream()
                    .filter(file -> file.is(one))
                    .map(StoredAttachment::reference)
                    .toList();
            String text = text(result, one.name());
            if (same.size() > 1) {
                twins.put(text, text + " (files " + String.join(", ", same) + ")");
            } else {
                twins.remove(text);
            }
        }
    }

    private static String text(StoredResult result, String name) {
        return result.key().testCase() + " " + name;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!doubtful.isEmpty()) {
            findings.add(Finding.warning("Attachments that may be with their results twice: " + doubtful.size()
                    + ". QMetry holds files of their names and does not give them out, so that nothing tells whether they"
                    + " are the same; they were sent rather than left out. Compare, and delete what is twice: "
                    + FirstFew.of(doubtful) + "."));
        }
        if (!twins.isEmpty()) {
            findings.add(Finding.warning("Attachments that are with their results more than once: " + twins.size()
                    + ". Nothing proves which of the files a person attached, so all are left. Delete all but one of: "
                    + FirstFew.of(twins.values()) + "."));
        }
        return findings;
    }
}
