package io.gitlab.verdict.resolve.ids;

import static java.util.Objects.requireNonNull;

import io.gitlab.verdict.domain.NearMiss;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds texts that look like an id and are not taken for one: within a longer word ({@code HTTC12}, {@code TC12x}), in another
 * case ({@code tc12}), with another separator ({@code TC 12}, {@code TC#12}), or of another project.
 */
public final class NearMisses {
    private static final int MOST = 10;
    private static final int LONGEST = 60;
    private static final Pattern JOINED = Pattern.compile(IdFinder.JOINED);
    private static final Pattern WORD_START = Pattern.compile(IdFinder.BEFORE);

    private final IdFinder ids;
    private final Optional<IdFinder> foreign;
    private final Pattern anyCase;

    /** @param foreign ids of other projects; empty if there is no other project */
    public NearMisses(IdFinder ids, Optional<IdFinder> foreign) {
        this.ids = requireNonNull(ids, "ids");
        this.foreign = requireNonNull(foreign, "foreign");
        this.anyCase = IdFinder.embedded(
                ids.pattern(),
                IdFinder.BEFORE + "(?:" + ids.pattern().pattern() + ")",
                ids.pattern().flags() | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * The near misses in a text, in order; at most ten.
     *
     * @throws SlowPatternException if the pattern takes too many steps
     */
    public List<NearMiss> in(String text) {
        Misses misses = new Misses(text, ids.places(text));
        foreign.stream()
                .flatMap(others -> others.places(text).stream())
                .forEach(place -> misses.add(place, Optional.empty()));
        similar(text).forEach(place -> misses.add(place, Optional.of(place.id())));
        return misses.found();
    }

    private Stream<IdFinder.Place> similar(String text) {
        Stream<IdFinder.Place> within = ids.search(ids.pattern(), text).stream()
                .filter(place -> letters(place) > 1 || startsWord(text, place.start()));
        Stream<Respelled> respelled =
                Stream.of(Respelled.joined(text), Respelled.with("-", text), Respelled.with("_", text));
        Stream<IdFinder.Place> otherwise = respelled.flatMap(
                other -> ids.search(anyCase, other.toString()).stream().map(other::original));
        return Stream.of(within, ids.search(anyCase, text).stream(), otherwise)
                .flatMap(found -> found)
                .filter(place -> letters(place) > 0);
    }

    private static long letters(IdFinder.Place place) {
        return place.id().chars().filter(Character::isLetter).count();
    }

    private static boolean startsWord(String text, int start) {
        return WORD_START
                .matcher(text)
                .useTransparentBounds(true)
                .region(start, text.length())
                .lookingAt();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    /** The near misses in a text, without those that are taken elsewhere in it. */
    private static final class Misses {
        private final String text;
        private final BitSet covered = new BitSet();
        private final Set<String> known = new HashSet<>();
        private final Map<Integer, NearMiss> found = new TreeMap<>();

        Misses(String text, List<IdFinder.Place> taken) {
            this.text = text;
            taken.forEach(this::cover);
        }

        void add(IdFinder.Place place, Optional<String> id) {
            boolean overlaps =
                    covered.nextSetBit(place.start()) >= 0 && covered.nextSetBit(place.start()) < place.end();
            if (!overlaps && !known.contains(key(place))) {
                cover(place);
                found.put(place.start(), new NearMiss(cut(word(place)), id));
            }
        }

        List<NearMiss> found() {
            return found.values().stream().limit(MOST).toList();
        }

        private void cover(IdFinder.Place place) {
            covered.set(place.start(), place.end());
            known.add(key(place));
        }

        private static String key(IdFinder.Place place) {
            return place.id().toLowerCase(Locale.ROOT);
        }

        /** The place with the rest of the word that it is part of. */
        private String word(IdFinder.Place place) {
            int start = place.start();
            while (start > 0 && joined(start - 1) && place.end() - start < LONGEST) {
                start--;
            }
            int end = place.end();
            while (end < text.length() && joined(end) && end - start <= LONGEST) {
                end++;
            }
            return text.substring(start, end);
        }

        private boolean joined(int index) {
            return JOINED.matcher(text).region(index, index + 1).matches();
        }
    }
}
