package shop;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Marks a test of the payment story: this project's own annotation, composed of JUnit's. */
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("TC140")
@interface PaymentTest {}
