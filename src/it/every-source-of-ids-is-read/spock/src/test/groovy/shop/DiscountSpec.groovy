package shop

import spock.lang.Issue
import spock.lang.Specification

class DiscountSpec extends Specification {
    @Issue("TC601")
    def "members pay less"() {
        expect:
        1 < 2
    }

    def "#percent percent off (#testCase)"() {
        expect:
        percent < 100

        where:
        percent | testCase
        10      | "TC602"
        100     | "TC603"
    }
}
