package io.gitlab.verdict.tracker.qmetry.wire;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a list page by page. A row that was not returned is never treated as nonexistent, because its test case would be
 * lost. A page may be smaller than requested; the total may be missing, or count archived rows that are never returned.
 */
final class Listing {
    private final OpenApi api;
    private final ReadRetry retry;
    private final String path;
    private final Map<String, ?> query;
    private final String action;
    private final Map<Object, Row> found = new LinkedHashMap<>();
    private int size;
    private Optional<Finding> finding = Optional.empty();

    /** @param size requested rows per page */
    Listing(OpenApi api, ReadRetry retry, String path, Map<String, ?> query, int size, String action) {
        this.api = api;
        this.retry = retry;
        this.path = path;
        this.query = query;
        this.size = size;
        this.action = action;
    }

    /** All rows of all pages. */
    List<Row> read() throws RefusedException, UnavailableException {
        boolean more = true;
        while (more) {
            more = next();
        }
        return List.copyOf(found.values());
    }

    /** A finding about the list that was read. */
    Optional<Finding> finding() {
        return finding;
    }

    /** Reads the next page; without a total, until a page has no new row. Returns whether there are more. */
    private boolean next() throws RefusedException, UnavailableException {
        Page page = page(found.size());
        int added = take(page);
        if (added == 0) {
            return page.announces(found.size()) && retryMissing();
        }
        // If QMetry returns fewer rows per page than requested, page number and start only match for that size. A page
        // of
        // one row does not count: it is the end of a list, and with size 1 the end could not be detected.
        size = added > 1 && added < size && found.size() % added == 0 ? added : size;
        return page.total().isEmpty() || page.announces(found.size());
    }

    private int take(Page page) {
        int before = found.size();
        page.rows().forEach(row -> found.put(row.identity(), row));
        return found.size() - before;
    }

    /**
     * Reads announced but missing rows again, starting at the last known row. If only this row is returned although the
     * page has room for more, the list ends there.
     */
    private boolean retryMissing() throws RefusedException, UnavailableException {
        for (int reads = 1; retry.again(reads); reads++) {
            Page page = page(Math.max(0, found.size() - 1));
            if (take(page) > 0 || !page.announces(found.size())) {
                return page.announces(found.size());
            }
            if (!page.rows().isEmpty() && page.rows().size() < size) {
                finding = Optional.of(
                        Finding.info("QMetry announced " + page.total().getAsInt() + " rows and returned "
                                + "" + found.size()
                                + ", in the request to " + action + ": the rest is assumed to be archived."));
                return false;
            }
        }
        throw new UnavailableException(
                "QMetry announced more rows than the " + found.size() + " that it returned, in the request to " + action
                        + ". Try again later; if it persists, ask QMetry's administrator.",
                null);
    }

    /** A page as returned. */
    private record Page(List<Row> rows, OptionalInt total) {
        boolean announces(int more) {
            return total.isPresent() && total.getAsInt() > more;
        }
    }

    private Page page(int start) throws RefusedException, UnavailableException {
        Map<String, Object> body = new LinkedHashMap<>(query);
        body.put("start", start);
        body.put("page", start / size + 1);
        body.put("limit", size);
        int reads = 0;
        do {
            Row answer = api.ask(path, body, action);
            OptionalInt total = total(answer);
            if (total.isPresent() || answer.holdsList("data")) {
                return new Page(answer.rows("data"), total);
            }
            reads++;
        } while (retry.again(reads));
        throw new UnavailableException(
                "QMetry's response contains neither rows nor a total, in the request to " + action
                        + ". Try again later; if it persists, ask QMetry's administrator.",
                null);
    }

    /** Some lists count archived rows in {@code total} without returning them. */
    private static OptionalInt total(Row answer) {
        OptionalInt total = answer.count("total");
        OptionalInt alive = answer.count("noOfUnarchivedRecord");
        return total.isPresent() && alive.isPresent()
                ? OptionalInt.of(Math.min(total.getAsInt(), alive.getAsInt()))
                : total;
    }
}
