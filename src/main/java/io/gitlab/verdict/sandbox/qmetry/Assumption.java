package io.gitlab.verdict.sandbox.qmetry;

/**
 * Behaviour that QMetry's documentation does not define. If a switch is off, the part after "otherwise" applies. A correct
 * client must work with each switch on and off.
 *
 * <p>Further assumptions, without a switch: an unknown project, a status of another project, an archived status, a missing
 * mandatory build, and a missing or wrong signature are HTTP 400 with {@code CO.GENERAL_EXCEPTION}; so is a status for a run
 * of a locked or archived suite run, cycle, release, platform or suite; a comment replaces the previous one; step runs do not
 * exist.
 */
public enum Assumption {
    /** A bulk update with an unknown run applies to the other runs, and answers success; otherwise nothing is applied. */
    UNKNOWN_RUN_IS_SKIPPED,
    /** A bulk update of several runs without {@code isBulkOperation} applies to the first only; otherwise to all. */
    BULK_NEEDS_ITS_FLAG,
    /** A status of another project leaves the run unchanged, and answers success; otherwise it is an error. */
    FOREIGN_STATUS_IS_IGNORED,
    /** A string filter matches whole values; otherwise also parts of them, so that TC-1 finds TC-12. */
    FILTERS_MATCH_WHOLE_VALUES,
    /** A page size over the project's maximum is an error; otherwise it means the maximum. */
    OVERSIZED_PAGE_IS_REFUSED,
    /** A view id must be one of the project; otherwise any is accepted. */
    VIEW_ID_IS_ENFORCED,
    /** A refusal has HTTP status 200 and {@code success:false}; otherwise 400. */
    REFUSALS_HAVE_STATUS_200,
    /** Success is the string {@code "true"} in all answers; otherwise only where that was observed. */
    SUCCESS_IS_A_TEXT,
    /** An exhausted quota has HTTP status 200 and {@code success:false}; otherwise 429. */
    QUOTA_HAS_STATUS_200,
    /** The {@code desc} of a file at a run is ignored; otherwise it is the description of the file. */
    DESCRIPTION_IS_LOST,
    /** Files of runs cannot be listed or unlinked; otherwise they can, with the entity type {@code TCR}. */
    FILES_OF_RUNS_ARE_NOT_LISTED,
    /** The list of runs has no comments; otherwise it has, as {@code comment}. */
    COMMENTS_OF_RUNS_ARE_NOT_LISTED,
    /** Neither executions of suites nor runs have dates of execution; otherwise both have. */
    DATES_ARE_NOT_LISTED,
    /** Executions of suites do not state whether their suite is automated; otherwise they do. */
    AUTOMATED_FLAG_IS_NOT_LISTED
}
