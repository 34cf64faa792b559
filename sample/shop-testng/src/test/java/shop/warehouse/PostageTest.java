package shop.warehouse;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertThrows;

import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class PostageTest {

    @DataProvider
    public Object[][] parcels() {
        return new Object[][] {{1, 549}, {2_000, 549}, {2_001, 699}, {31_500, 1_049}};
    }

    @Test(dataProvider = "parcels", description = "TC210 costs more for heavier parcels")
    public void dependsOnTheWeight(int grams, int cents) {
        assertEquals(Postage.cents(grams), cents);
    }

    @Test
    public void refusesWhatNobodyCarries_TC211() {
        assertThrows(IllegalArgumentException.class, () -> Postage.cents(40_000));
    }

    @Test
    public void TC212_knowsIslands() {
        throw new SkipException("islands are served from next year on");
    }
}
