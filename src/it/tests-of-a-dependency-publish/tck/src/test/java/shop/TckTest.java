package shop;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TckTest {
    @Test
    @Tag("TC1")
    void starts() {}

    @Test
    @Tag("TC2")
    void stops() {
        fail("it runs on");
    }
}
