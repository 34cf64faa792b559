package io.gitlab.verdict.sandbox;

/**
 * What neither Rally's documentation nor its toolkits settle. Without a switch the sandbox does what the sentence after
 * "otherwise" says; a client that is right must work with each switch on and off.
 *
 * <p>Further assumptions without a switch: the texts for an unknown verdict, an unknown type, an unknown attribute
 * in a query and the extension of an attachment that is not allowed; parentheses around a single parenthesised term are a parse error; a result of a recycled test case is as
 * invisible as the test case; null differs from every value and is neither less nor greater than one.
 */
public enum Assumption {
    /** A batch of more than 25 entries is refused as a whole; otherwise a batch has no limit but the body's size. */
    BATCH_HOLDS_25_ENTRIES,
    /** A batch with a failing entry changes nothing; otherwise each entry stands for itself. */
    BATCH_IS_TRANSACTIONAL,
    /** A batch is answered in reverse order; otherwise in the order of its entries. */
    BATCH_ANSWERS_OUT_OF_ORDER,
    /** The last result of a test case is the one created last; otherwise the one with the greatest date. */
    LAST_RESULT_IS_NEWEST_CREATED,
    /** Text compares case-sensitively in queries; otherwise {@code =} and {@code contains} ignore case. */
    QUERIES_ARE_CASE_SENSITIVE,
    /** A page size over 2000 is an error; otherwise 2000 is meant. */
    OVERSIZED_PAGE_IS_REFUSED,
    /** An unknown attribute in a body is an error; otherwise it is ignored with a warning. */
    UNKNOWN_ATTRIBUTE_IS_REFUSED,
    /** A read-only attribute in a body is an error; otherwise it is ignored with a warning. */
    READ_ONLY_ATTRIBUTE_IS_REFUSED,
    /** A result with a test set needs a test case that is in it; otherwise membership is not checked. */
    TEST_CASE_MUST_BE_IN_TEST_SET,
    /** A result takes a test set of any project; otherwise only of its test case's project. */
    TEST_SET_OF_ANOTHER_PROJECT_IS_ACCEPTED,
    /** A write with an API key and the cookie of an earlier answer lacks its token; otherwise the key wins. */
    SESSION_COOKIE_DEFEATS_KEY,
    /** The caller's rights in a project are looked at after the values of a write; otherwise before them. */
    RIGHTS_ARE_CHECKED_LAST
}
