package io.gitlab.verdict.tracker.qmetry.attachment;

import io.gitlab.verdict.domain.Attachment;
import io.gitlab.verdict.http.Receiver;
import io.gitlab.verdict.tracker.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares a downloaded file with an attachment; reads at most one byte more than the attachment has. */
final class ContentComparison implements Receiver {
    private static final Pattern PAGE = Pattern.compile(".*\\.x?html?");

    private final Attachment wanted;
    private boolean same;

    ContentComparison(Attachment wanted) {
        this.wanted = wanted;
    }

    boolean same() {
        return same;
    }

    @Override
    public boolean take(String contentType, InputStream body) throws IOException {
        boolean prefix = Fingerprint.of(wanted).begins(body);
        boolean complete = body.read() < 0;
        same = prefix && complete;
        if (!same && contentType.startsWith("text/html") && !isPage(wanted.name())) {
            throw new IOException("QMetry returned an HTML page instead of the file");
        }
        return complete;
    }

    private static boolean isPage(String name) {
        return PAGE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
