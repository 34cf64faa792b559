package io.gitlab.verdict.sandbox;

import java.io.Closeable;
import java.util.Optional;

/** A running dialect. The sandbox inflicts the faults of whole requests; the dialect inflicts those of stored data. */
public interface DialectService extends Closeable {
    /** Answers a request. */
    Reply handle(Request request, Dice dice);

    /** Replaces the faults that apply to stored data from now on. */
    void inflict(Faults faults);

    /**
     * Its part of the first page, as HTML.
     *
     * @param page the page of a long table, counted from 1
     */
    String overview(int page);

    /**
     * What it stores of a build, as HTML; empty if nothing.
     *
     * @param page the page of a long table, counted from 1
     */
    String build(String name, int page);

    /** A page of its own, or a file; empty if it has none at this path. */
    Optional<Reply> page(Request request);
}
