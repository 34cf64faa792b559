package shop;

import org.junit.jupiter.api.Test;

class ThreeIT {
    @Test
    void TC3_pays() {}
}
