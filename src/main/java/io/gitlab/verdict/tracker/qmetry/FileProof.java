package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.Receiver;
import io.gitlab.verdict.tracker.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/** Whether a file that is downloaded is the one that is wanted; reads one byte more than that has at most. */
final class FileProof implements Receiver {
    private static final Pattern PAGE = Pattern.compile(".*\\.x?html?");

    private final Attachment wanted;
    private boolean same;

    FileProof(Attachment wanted) {
        this.wanted = wanted;
    }

    boolean same() {
        return same;
    }

    @Override
    public boolean take(String contentType, InputStream body) throws IOException {
        boolean begins = Fingerprint.of(wanted).begins(body);
        boolean ends = body.read() < 0;
        same = begins && ends;
        if (!same && contentType.startsWith("text/html") && !page(wanted.name())) {
            throw new IOException("a page came in place of the file");
        }
        return ends;
    }

    private static boolean page(String name) {
        return PAGE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
