package shop.warehouse;

import static org.testng.Assert.assertEquals;

import java.util.Iterator;
import java.util.List;
import org.testng.IRetryAnalyzer;
import org.testng.ITestResult;
import org.testng.annotations.Test;

public class ScaleTest {

    private final Iterator<Integer> readings = List.of(-1, 450).iterator();
    private final Scale scale = new Scale(readings::next);

    /** Flaky on purpose: the sensor settles at the second attempt. */
    @Test(description = "TC220 weighs tea", retryAnalyzer = OnceMore.class)
    public void weighsTea() {
        assertEquals(scale.grams(), 450);
    }

    public static class OnceMore implements IRetryAnalyzer {

        private boolean retried;

        @Override
        public boolean retry(ITestResult result) {
            boolean first = !retried;
            retried = true;
            return first;
        }
    }
}
