package io.gitlab.verdict.settings;

import java.util.List;

/** Values of settings that are not set. */
public final class DefaultSettings {
    public static final String SKIP = "false";
    public static final String DRY_RUN = "false";
    public static final String DEADLINE = "10m";
    public static final String OUTBOX = ".verdict/outbox";
    public static final String ON_UNPUBLISHED = "fail";
    public static final String ON_UNRESOLVED = "warn";
    public static final String ON_MISSING_CLASSES = "warn";
    public static final List<String> TEST_CASE_PROPERTIES =
            List.of("test_id", "test_key", "testCase", "id", "tms", "testrail_case_id", "AS_ID");
    public static final String STALE_REPORTS = "skip";
    public static final String ERROR_AS = "fail";
    public static final String SKIPPED_AS = "omit";
    public static final String FLAKY_AS = "pass";
    public static final String ABSENT_AS = "blocked";
    public static final String ATTACHMENTS_FOR = "failed";
    public static final String ATTACHMENT_MAX_SIZE = "5MB";
    public static final String ATTACHMENTS_PER_RESULT = "20";
    public static final String ATTACHMENTS_PER_PUBLICATION = "5000";
    public static final String DOCTOR_FAIL_ON = "error";
    public static final String DOCTOR_DEADLINE = "30s";
    public static final String SWEEP_AGE = "4h";
    public static final String STATUS_COUNT_UNEXECUTED = "true";
    public static final String PORT = "7357";

    private DefaultSettings() {}
}
