package io.gitlab.verdict.sandbox.qmetry;

import io.gitlab.verdict.sandbox.Dialect;
import io.gitlab.verdict.sandbox.DialectContext;
import io.gitlab.verdict.sandbox.Fault;
import java.io.IOException;

/**
 * QMetry Test Management: its REST service, below {@code rest/}.
 *
 * <p>Faults are as {@link Fault} describes them, with these differences: {@code readOnly} is HTTP 403 with a page,
 * {@code conflict} is HTTP 200 with {@code success:false}, {@code batchLimit} and {@code poisoned} refuse a whole bulk update
 * with HTTP 400, {@code partialBatch} leaves single runs of it unchanged, and {@code stuck} leaves a run unchanged, although
 * the answer says success. {@code noBatch} and {@code orphaned} do nothing.
 */
public final class Qmetry implements Dialect {
    private final SeedData seed;

    /** With the {@linkplain SeedData#standard() standard seed data}. */
    public Qmetry() {
        this(SeedData.standard());
    }

    /** @param seed fills an empty state directory */
    public Qmetry(SeedData seed) {
        this.seed = seed;
    }

    @Override
    public String name() {
        return "qmetry";
    }

    @Override
    public String path() {
        return "rest/";
    }

    @Override
    public String offlineText() {
        return "QMetry is under maintenance and will be back shortly.";
    }

    @Override
    public QmetryService open(DialectContext context) throws IOException {
        return QmetryService.open(seed, context);
    }
}
