package shop.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The places that a courier serves, read from the courier's own list. */
public final class Courier {

    private final List<String> places;

    public Courier(Path list) {
        try {
            places = Files.readAllLines(list);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the courier's list of places", e);
        }
    }

    public boolean serves(String place) {
        return places.contains(place);
    }
}
