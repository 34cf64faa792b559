package shop;

import org.junit.jupiter.api.Test;

class WarmUpIT {
    @Test
    void runs() {}
}
