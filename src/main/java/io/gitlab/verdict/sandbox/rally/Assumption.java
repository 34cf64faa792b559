package io.gitlab.verdict.sandbox.rally;

/**
 * Behaviour that neither Rally's documentation nor its toolkits define. If a switch is off, the part after "otherwise"
 * applies. A correct client must work with each switch on and off.
 *
 * <p>Further assumptions, without a switch: the texts for an unknown verdict, an unknown type, an unknown attribute in a
 * query and an extension of an attachment that is not allowed; parentheses around a single parenthesised term are a parse
 * error; a result of a recycled test case is invisible like the test case; null differs from every value and is neither less
 * nor greater than a value.
 */
public enum Assumption {
    /** A batch of more than 25 entries is refused as a whole; otherwise only the size of the body limits a batch. */
    BATCH_HOLDS_25_ENTRIES,
    /** A batch with a failing entry changes nothing; otherwise entries are independent. */
    BATCH_IS_TRANSACTIONAL,
    /** A batch is answered in reverse order; otherwise in the order of its entries. */
    BATCH_ANSWERS_OUT_OF_ORDER,
    /** The last result of a test case is the one created last; otherwise the one with the latest date. */
    LAST_RESULT_IS_NEWEST_CREATED,
    /** Queries compare text case-sensitively; otherwise {@code =} and {@code contains} ignore case. */
    QUERIES_ARE_CASE_SENSITIVE,
    /** A page size over 2000 is an error; otherwise it means 2000. */
    OVERSIZED_PAGE_IS_REFUSED,
    /** An unknown attribute in a body is an error; otherwise it is ignored with a warning. */
    UNKNOWN_ATTRIBUTE_IS_REFUSED,
    /** A read-only attribute in a body is an error; otherwise it is ignored with a warning. */
    READ_ONLY_ATTRIBUTE_IS_REFUSED,
    /** The test case of a result must be in its test set; otherwise membership is not checked. */
    TEST_CASE_MUST_BE_IN_TEST_SET,
    /** A result may have a test set of any project; otherwise only of the project of its test case. */
    TEST_SET_OF_ANOTHER_PROJECT_IS_ACCEPTED,
    /** A write with an API key and the cookie of an earlier answer needs a security token; otherwise the key suffices. */
    SESSION_COOKIE_DEFEATS_KEY,
    /** The caller's rights in a project are checked after the values of a write; otherwise before them. */
    RIGHTS_ARE_CHECKED_LAST
}
