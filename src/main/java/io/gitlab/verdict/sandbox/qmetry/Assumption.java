package io.gitlab.verdict.sandbox.qmetry;

/**
 * What no documentation of QMetry settles. Without a switch the sandbox does what the sentence after "otherwise" says; a
 * client that is right must work with each switch on and off.
 *
 * <p>Further assumptions without a switch: an unknown project, a status of another project, an archived status, a build
 * that is missing where it is mandatory, and a missing or wrong signature are HTTP 400 with {@code CO.GENERAL_EXCEPTION};
 * so is a status for a run of a locked or archived suite run, cycle, release, platform or suite; a comment takes the place
 * of the one before; a step run never exists.
 */
public enum Assumption {
    /** A bulk update with an unknown run applies to the others, and says success; otherwise nothing is applied. */
    UNKNOWN_RUN_IS_SKIPPED,
    /** A bulk update of several runs without {@code isBulkOperation} applies to the first only; otherwise to all. */
    BULK_NEEDS_ITS_FLAG,
    /** A status of another project leaves the run as it is, and says success; otherwise it is an error. */
    FOREIGN_STATUS_IS_IGNORED,
    /** A string filter takes whole values only; otherwise also parts of them, so that TC-1 finds TC-12. */
    FILTERS_MATCH_WHOLE_VALUES,
    /** A page above the project's maximum is an error; otherwise the maximum is meant. */
    OVERSIZED_PAGE_IS_REFUSED,
    /** A view id must be the project's own; otherwise any is taken. */
    VIEW_ID_IS_ENFORCED,
    /** A refusal comes with HTTP 200 and {@code success:false}; otherwise with HTTP 400. */
    REFUSALS_HAVE_STATUS_200,
    /** Success is the text {@code "true"} in all answers; otherwise only where it has been seen so. */
    SUCCESS_IS_A_TEXT,
    /** An exhausted quota is answered with HTTP 200 and {@code success:false}; otherwise with HTTP 429. */
    QUOTA_IS_TOLD_WITH_STATUS_200,
    /** The {@code desc} of a file at a run is not kept; otherwise it is the file's description. */
    DESCRIPTION_IS_LOST,
    /** Files of runs are neither listed nor unlinked; otherwise they are, as of the entity type {@code TCR}. */
    FILES_OF_RUNS_ARE_NOT_LISTED,
    /** The list of runs tells no comments; otherwise it does, as {@code comment}. */
    COMMENTS_OF_RUNS_ARE_NOT_LISTED,
    /** Neither executions of suites nor runs tell when they were executed; otherwise both do. */
    DATES_ARE_NOT_LISTED,
    /** Executions of suites do not tell whether their suite is automated; otherwise they do. */
    AUTOMATED_SUITES_ARE_NOT_TOLD
}
