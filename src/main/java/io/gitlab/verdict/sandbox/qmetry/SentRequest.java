package io.gitlab.verdict.sandbox.qmetry;

/**
 * A request that came as far as the service.
 *
 * @param path such as {@code /rest/execution/runstatus/bulkupdate}
 * @param body as it was sent when it was JSON; otherwise empty
 */
public record SentRequest(String method, String path, String body) {}
