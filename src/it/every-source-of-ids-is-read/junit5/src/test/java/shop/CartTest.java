package shop;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MediaType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The cart")
class CartTest {
    private static int attempts;

    @Test
    @Tag("TC101")
    void adds() {}

    @Test
    void statesItsTestCase(TestReporter reporter) {
        reporter.publishEntry("testCase", "TC102");
        reporter.publishFile("cart.txt", MediaType.TEXT_PLAIN_UTF_8, file -> Files.writeString(file, "two items"));
    }

    @ParameterizedTest(name = "pays with {0}")
    @ValueSource(strings = {"visa TC103", "amex TC104"})
    void pays(String card) {
        if (card.startsWith("amex")) {
            fail("amex is not accepted");
        }
    }

    @TestFactory
    Stream<DynamicTest> ships() {
        return Stream.of("TC105 by air", "TC106 by sea").map(name -> DynamicTest.dynamicTest(name, () -> {}));
    }

    @Nested
    @DisplayName("An empty cart (TC107)")
    class Empty {
        @Test
        void cannotBePaid() {}
    }

    @Test
    @Tag("TC108")
    void passesTheSecondTime(TestReporter reporter) {
        int attempt = ++attempts;
        reporter.publishFile("attempt.txt", MediaType.TEXT_PLAIN_UTF_8, file -> Files.writeString(file, "attempt " + attempt));
        if (attempt == 1) {
            fail("the first attempt fails");
        }
    }
}
