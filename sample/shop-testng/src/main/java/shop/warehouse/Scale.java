package shop.warehouse;

import java.util.function.IntSupplier;

/** Weighs parcels, with a sensor that needs a moment to settle. */
public final class Scale {

    private final IntSupplier sensor;

    public Scale(IntSupplier sensor) {
        this.sensor = sensor;
    }

    public int grams() {
        int reading = sensor.getAsInt();
        if (reading < 0) {
            throw new IllegalStateException("the sensor has not settled: " + reading + " g");
        }
        return reading;
    }
}
