package io.gitlab.verdict.tracker.qmetry.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies attachments without a recorded hash by their content: each is downloaded once (QMetry's API blueprint, {@code
 * GET rest/attachments/{id}}). An attachment that QMetry does not return stays unidentified.
 */
final class AttachmentContents {
    private static final String DOWNLOAD = "download an attachment of a test case run";

    private final OpenApi api;
    private final long largest;
    private final DuplicateFindings findings;
    private final Map<Long, Optional<Fingerprint>> known = new HashMap<>();
    private boolean downloadsRefused;

    /**
     * @param largest the largest attachment that QMetry accepts, in bytes
     * @param findings records attachments that QMetry does not return
     */
    AttachmentContents(OpenApi api, long largest, DuplicateFindings findings) {
        this.api = api;
        this.largest = largest;
        this.findings = findings;
    }

    /** Whether a stored file of the same name has this content. */
    boolean proves(long file, StoredResult result, Attachment wanted) throws RefusedException, UnavailableException {
        if (wanted.size() > largest) {
            return false;
        }
        if (!known.containsKey(file)) {
            known.put(file, download(file, result, wanted));
        }
        return known.get(file).isPresent();
    }

    private Optional<Fingerprint> download(long file, StoredResult result, Attachment wanted)
            throws RefusedException, UnavailableException {
        ContentComparison comparison = new ContentComparison(wanted);
        Optional<String> refusal = request(file, comparison);
        if (comparison.same()) {
            return Optional.of(Fingerprint.of(wanted));
        }
        refusal.ifPresent(why -> findings.refused(result, wanted.name(), file, why));
        return Optional.empty();
    }

    /**
     * Repeats a refused download, because an unidentified file is sent again. After one file was refused at every attempt,
     * further files are requested only once.
     */
    private Optional<String> request(long file, ContentComparison comparison)
            throws RefusedException, UnavailableException {
        int reads = 0;
        Optional<String> refusal;
        do {
            refusal = api.download("rest/attachments/" + file, comparison, DOWNLOAD);
            reads++;
        } while (refusal.isPresent() && !downloadsRefused && api.retry().again(reads));
        downloadsRefused |= refusal.isPresent();
        return refusal;
    }

    /** The identified content of a file; empty if it was not downloaded or is different. */
    Optional<Fingerprint> of(long file) {
        return known.getOrDefault(file, Optional.empty());
    }
}
