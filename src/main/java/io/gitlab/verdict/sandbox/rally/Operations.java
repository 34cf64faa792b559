package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.Refusal;
import io.gitlab.verdict.sandbox.Store;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.EntityChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Carries out operations, each completely or not at all. */
final class Operations {
    private final RallyContext context;
    private final Store<Entities, EntityChange> store;

    Operations(RallyContext context, Store<Entities, EntityChange> store) {
        this.context = context;
        this.store = store;
    }

    /** The answer of the operation, or of its refusal. */
    WsapiAnswer execute(Operation operation) {
        List<String> warnings = new ArrayList<>();
        try {
            return writes(operation) ? store.write(write(operation, warnings)) : read(operation, warnings);
        } catch (Refusal refusal) {
            return WsapiAnswer.refused(operation.resultKey(), refusal.getMessage(), warnings);
        }
    }

    private WsapiAnswer read(Operation operation, List<String> warnings) {
        return store.read(
                operation.dice(), entities -> new ReadOperations(context, entities).execute(operation, warnings));
    }

    private Function<Entities, WsapiAnswer> write(Operation operation, List<String> warnings) {
        return entities -> new WriteOperations(context, entities, store::change).execute(operation, warnings);
    }

    /** A query may create the test cases that it names. */
    private boolean writes(Operation operation) {
        return !operation.reads()
                || context.createsTestCases() && operation.path().get(0).equalsIgnoreCase("TestCase");
    }
}
