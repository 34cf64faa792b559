package io.gitlab.verdict.tracker.qmetry;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.tracker.RefusedException;
import io.gitlab.verdict.tracker.UnavailableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a list page by page, and takes no row that failed to come for one that does not exist: its test case would be
 * lost. A page may be smaller than asked for, and the total may be missing, or count archived rows that are never given.
 */
final class Listing {
    private final OpenApi api;
    private final Patience patience;
    private final String path;
    private final Map<String, ?> question;
    private final String action;
    private final Map<Object, Row> found = new LinkedHashMap<>();
    private int size;
    private Optional<Finding> finding = Optional.empty();

    /** @param size how many rows a page is asked to have */
    Listing(OpenApi api, Patience patience, String path, Map<String, ?> question, int size, String action) {
        this.api = api;
        this.patience = patience;
        this.path = path;
        this.question = question;
        this.size = size;
        this.action = action;
    }

    /** All rows, over all pages. */
    List<Row> read() throws RefusedException, UnavailableException {
        boolean more = true;
        while (more) {
            more = next();
        }
        return List.copyOf(found.values());
    }

    /** What a person should know of the list that was read. */
    Optional<Finding> finding() {
        return finding;
    }

    /** Reads on; without a total, up to the page that brings nothing new. */
    private boolean next() throws RefusedException, UnavailableException {
        Page page = page(found.size());
        int came = take(page);
        if (came == 0) {
            return page.announces(found.size()) && comesLate();
        }
        // With fewer rows a page than asked for, a page's number and its first row fit together only for that size. A
        // single row is the end of a list, and would leave no room to tell that nothing comes after it.
        size = came > 1 && came < size && found.size() % came == 0 ? came : size;
        return page.total().isEmpty() || page.announces(found.size());
    }

    private int take(Page page) {
        int before = found.size();
        page.rows().forEach(row -> found.put(row.identity(), row));
        return found.size() - before;
    }

    /**
     * Asks again for rows that were announced and did not come, from the last known one on. When that one comes, and
     * nothing after it though there is room, the list ends there.
     */
    private boolean comesLate() throws RefusedException, UnavailableException {
        for (int reads = 1; patience.again(reads); reads++) {
            Page page = page(Math.max(0, found.size() - 1));
            if (take(page) > 0 || !page.announces(found.size())) {
                return page.announces(found.size());
            }
            if (!page.rows().isEmpty() && page.rows().size() < size) {
                finding = Optional.of(
                        Finding.info("QMetry announced " + page.total().getAsInt() + " rows and has " + found.size()
                                + ", on the way to " + action + ": the rest is taken for archived."));
                return false;
            }
        }
        throw new UnavailableException(
                "QMetry announced more rows than the " + found.size() + " that it gave, on the way to " + action
                        + ". None is taken for missing: try again later, and if that stays so, ask QMetry's administrator.",
                null);
    }

    /** A page as QMetry gave it. */
    private record Page(List<Row> rows, OptionalInt total) {
        boolean announces(int more) {
            return total.isPresent() && total.getAsInt() > more;
        }
    }

    private Page page(int start) throws RefusedException, UnavailableException {
        Map<String, Object> body = new LinkedHashMap<>(question);
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
        } while (patience.again(reads));
        throw new UnavailableException(
                "QMetry's answer holds neither rows nor their number, on the way to " + action
                        + ". Try again later, and if that stays so, ask QMetry's administrator.",
                null);
    }

    /** Some lists count archived rows in {@code total} without giving them. */
    private static OptionalInt total(Row answer) {
        OptionalInt total = answer.count("total");
        OptionalInt alive = answer.count("noOfUnarchivedRecord");
        return total.isPresent() && alive.isPresent()
                ? OptionalInt.of(Math.min(total.getAsInt(), alive.getAsInt()))
                : total;
    }
}
