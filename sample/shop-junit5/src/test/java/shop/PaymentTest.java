package shop;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of the payment story: an annotation of this project's own, composed of JUnit's. */
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("TC140")
@interface PaymentTest {}
