package shop;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BasketIT {
    @Test
    void ACME_TC_1_adds() {}

    @Test
    @DisplayName("[ACME-TC-2] removes")
    void removes() {
        fail("the basket is empty");
    }

    @Test
    void empties() {}
}
