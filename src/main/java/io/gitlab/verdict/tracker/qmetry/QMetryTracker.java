package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.tracker.PreparedPublication;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.UnavailableException;
import io.gitlab.verdict.tracker.qmetry.project.QMetrySettings;
import io.gitlab.verdict.tracker.qmetry.result.Comment;
import io.gitlab.verdict.tracker.qmetry.result.QMetryPublication;
import io.gitlab.verdict.tracker.qmetry.wire.OpenApi;
import java.io.IOException;

/** A QMetry server. */
final class QMetryTracker implements Tracker {
    private final OpenApi api;
    private final QMetrySettings settings;
    private final TrackerConnection connection;

    QMetryTracker(OpenApi api, QMetrySettings settings, TrackerConnection connection) {
        this.api = api;
        this.settings = settings;
        this.connection = connection;
    }

    @Override
    public PreparedPublication prepare(Publication publication) throws RefusedException, UnavailableException {
        return QMetryPublication.prepare(api, settings, connection, publication);
    }

    @Override
    public boolean storesWholeNotes(Result result, String build) {
        return Comment.holdsNotes(result, build);
    }

    @Override
    public void close() throws IOException {
        api.close();
    }
}
