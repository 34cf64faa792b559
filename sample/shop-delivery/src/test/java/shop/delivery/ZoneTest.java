package shop.delivery;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

class ZoneTest {

    /** Surefire's report has no names of dynamic tests. */
    @TestFactory
    Stream<DynamicTest> zones() {
        return Stream.of("TC322 domestic", "TC323 overseas")
                .map(zone -> DynamicTest.dynamicTest(zone, () -> assertTrue(zone.length() > 5)));
    }

    /** A test may state its test case while it runs. */
    @Test
    void islandsCostMore(TestReporter reporter) {
        reporter.publishEntry("testCase", "TC324");
    }
}
