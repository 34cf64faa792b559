package shop;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    @Tag("TC1")
    void starts() {}
}
