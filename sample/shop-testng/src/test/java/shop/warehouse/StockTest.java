package shop.warehouse;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertFalse;
import static org.testng.Assert.assertTrue;

import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class StockTest {

    private Stock stock;

    @BeforeMethod
    public void fillTheShelf() {
        stock = new Stock().put("T-1", 3);
    }

    @Test(description = "TC201 takes available pieces")
    public void takesWhatIsThere() {
        assertTrue(stock.take("T-1", 2));
        assertEquals(stock.available("T-1"), 1);
    }

    @Test(groups = {"TC202", "slow"})
    public void refusesMoreThanThereIs() {
        assertFalse(stock.take("T-1", 4));
        assertEquals(stock.available("T-1"), 3);
    }

    /** Fails on purpose: this case is not implemented. */
    @Test
    public void TC203_refusesToTakeLessThanNothing() {
        assertFalse(stock.take("T-1", -1), "took -1 pieces of T-1");
    }

    /** This test has no test case. */
    @Test
    public void knowsNothingOfStrangeProducts() {
        assertEquals(stock.available("X-9"), 0);
    }
}
