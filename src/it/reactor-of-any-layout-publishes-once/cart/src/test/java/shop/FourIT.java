package shop;

import org.junit.jupiter.api.Test;

class FourIT {
    @Test
    void TC4_refuses() {}
}
