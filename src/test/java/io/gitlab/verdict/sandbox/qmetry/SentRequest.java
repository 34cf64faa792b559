package io.gitlab.verdict.sandbox.qmetry;

/**
 * A request that reached the service.
 *
 * @param path such as {@code /rest/execution/runstatus/bulkupdate}
 * @param body the JSON that was sent; empty for other bodies
 */
public record SentRequest(String method, String path, String body) {}
