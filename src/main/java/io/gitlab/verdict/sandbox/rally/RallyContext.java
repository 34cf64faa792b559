package io.gitlab.verdict.sandbox.rally;

import io.gitlab.verdict.sandbox.AttachmentFiles;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.rally.model.Entities;
import io.gitlab.verdict.sandbox.rally.model.Facts;
import io.gitlab.verdict.sandbox.rally.schema.Schema;
import java.net.URI;
import java.time.Clock;

/**
 * What operations have in common.
 *
 * @param root of all refs, with a slash at its end
 * @param createsTestCases whether a query for an unknown id creates the test case
 */
record RallyContext(
        Schema schema, URI root, AttachmentFiles files, Clock clock, TestOptions tests, boolean createsTestCases) {
    Facts facts(Entities entities) {
        return new Facts(schema, entities, tests.assumes(Assumption.LAST_RESULT_IS_NEWEST_CREATED));
    }
}
