package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.tracker.Fingerprint;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.StoredResult;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What files of test case runs hold where nothing recorded tells it: they are downloaded, each once (QMetry's API
 * blueprint, {@code GET rest/attachments/{id}}). What QMetry does not give out is proven neither way.
 */
final class FileContents {
    private static final String DOWNLOAD = "download a file of a test case run";

    private final OpenApi api;
    private final long largest;
    private final FileFindings findings;
    private final Map<Long, Optional<Fingerprint>> known = new HashMap<>();
    private boolean keepsRefusing;

    /**
     * @param largest what QMetry takes, in bytes
     * @param findings hears of what is not given out
     */
    FileContents(OpenApi api, long largest, FileFindings findings) {
        this.api = api;
        this.largest = largest;
        this.findings = findings;
    }

    /** Whether a file of that name is this one. */
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
        FileProof proof = new FileProof(wanted);
        Optional<String> refusal = request(file, proof);
        if (proof.same()) {
            return Optional.of(Fingerprint.of(wanted));
        }
        refusal.ifPresent(why -> findings.refused(result, wanted.name(), file, why));
        return Optional.empty();
    }

    /**
     * Asks again for what is refused, as a gateway in trouble does, because what stays unknown is sent; once a file was
     * refused to the end, others are asked for but once.
     */
    private Optional<String> request(long file, FileProof proof) throws RefusedException, UnavailableException {
        int reads = 0;
        Optional<String> refusal;
        do {
            refusal = api.download("rest/attachments/" + file, proof, DOWNLOAD);
            reads++;
        } while (refusal.isPresent() && !keepsRefusing && api.patience().again(reads));
        keepsRefusing |= refusal.isPresent();
        return refusal;
    }

    /** What was found to be in a file; empty when it was not looked at, or is something else. */
    Optional<Fingerprint> of(long file) {
        return known.getOrDefault(file, Optional.empty());
    }
}
