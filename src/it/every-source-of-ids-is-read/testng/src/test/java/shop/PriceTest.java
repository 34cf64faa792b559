package shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.Assert;
import org.testng.Reporter;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class PriceTest {
    @Test(groups = "TC501")
    public void rounds() {}

    @Test
    public void logsItsTestCase() throws IOException {
        Files.writeString(Path.of("target", "price.txt"), "9.99");
        Reporter.log("[[PROPERTY|id=TC502]]");
        Reporter.log("[[ATTACHMENT|target/price.txt]]");
    }

    @DataProvider
    public Object[][] currencies() {
        return new Object[][] {{"TC503", true}, {"TC504", false}};
    }

    @Test(dataProvider = "currencies")
    public void converts(String testCase, boolean works) {
        Assert.assertTrue(works);
    }
}
