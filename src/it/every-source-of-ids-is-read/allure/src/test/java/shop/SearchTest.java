package shop;

import io.qameta.allure.Allure;
import io.qameta.allure.TmsLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {
    @Test
    @TmsLink("TC401")
    void finds() {
        Allure.step("search", () -> Allure.addAttachment("answer", "text/plain", "3 products"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TC402", "TC403"})
    void sorts(String testCase) {
        Allure.tms(testCase, "https://tracker.example.com/" + testCase);
        if (testCase.equals("TC403")) {
            throw new AssertionError("not sorted");
        }
    }
}
