package io.gitlab.verdict.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the sandbox speaks beside Rally's WSAPI, below a path of its own. It keeps its own state in the sandbox's state
 * directory; the server inflicts the faults that strike a request as a whole.
 */
public interface Dialect extends Closeable {
    /** What its paths begin with, such as {@code rest/}; the same below {@code audit/} is without faults. */
    String path();

    /** The text of its offline page, which comes with HTTP 200. */
    String offline();

    /** Reads its state, or begins a new one; once, before anything else. */
    void open(SandboxSettings settings) throws IOException;

    /** Answers a request that has come as far as the service. */
    Reply handle(Request request, Dice dice);

    /** Makes these faults strike what it stores from now on, in place of those before. */
    void inflict(Faults faults);

    /** What the first page shows of it, as HTML. */
    String overview();

    /** What it holds of a build of that name, as HTML; empty when that is nothing. */
    String build(String name);

    /** The page below these segments of a path, as HTML; empty when that is not one of its pages. */
    Optional<String> page(List<String> path);
}
