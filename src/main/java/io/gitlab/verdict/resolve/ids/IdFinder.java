package io.gitlab.verdict.resolve.ids;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds ids in free text, at word boundaries only: in {@code testTC12Rejects}, {@code TC12AndTC13}, {@code loginTC12v2} and
 * {@code TC12IT}, never in {@code testTC3PO}, {@code TCP200} or {@code HTTC12}. If the pattern has a group named {@code id},
 * this group is the id. Takes a number of steps that is linear in the length of the text; a pattern that needs more finds
 * nothing.
 */
public final class IdFinder {
    /** Letters of scripts without case, such as Japanese, are separate words. */
    static final String JOINED = "[\\p{L}\\p{N}&&[^\\p{Lo}]]";

    /**
     * A word begins after anything but a letter or digit, or with an upper-case letter after a lower-case letter or a digit.
     */
    static final String BEFORE = "(?-ix:(?<!" + JOINED + ")|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu}))";

    private static final String END = "(?!" + JOINED + ")";
    private static final String CAPITALISED = "\\p{Lu}\\p{Ll}";
    // A version, and the suffixes of integration tests.
    private static final String AFTER =
            END + "|(?=" + CAPITALISED + "|[vV]\\d{1,9}(?:" + END + "|" + CAPITALISED + ")|IT(?:Case)?" + END + ")";
    private static final Pattern WORD_END = Pattern.compile(AFTER);
    // Between two ids: TC1TC2, TC1andTC2.
    private static final String CONJUNCTION = "(?:\\p{Ll}{2,10})?";
    private static final Pattern BETWEEN = Pattern.compile(CONJUNCTION);

    private final Pattern pattern;
    private final Pattern word;
    private final boolean named;

    /** @throws InvalidSettingException if the pattern cannot be part of another pattern */
    public IdFinder(Pattern pattern) {
        this.pattern = pattern;
        this.word = embedded(
                pattern,
                BEFORE + "(?:" + pattern.pattern() + ")(?-ix:" + AFTER + "|(?=" + CONJUNCTION + "\\p{Lu}))",
                pattern.flags());
        this.named = hasIdGroup(pattern);
    }

    /** An id at a place in a text. */
    record Place(int start, int end, String id) {}

    /** The ids in the text, each once, in order. */
    public List<String> in(String text) {
        List<Place> found = places(text);
        return switch (found.size()) {
            case 0 -> List.of();
            case 1 -> List.of(found.get(0).id());
            default -> found.stream().map(Place::id).distinct().toList();
        };
    }

    /** Where the ids are, in order. */
    List<Place> places(String text) {
        List<Place> found = mayHaveId(text) ? words(text) : List.of();
        if (found.isEmpty()) {
            return found;
        }
        List<Place> taken = new ArrayList<>();
        Place next = null;
        for (int i = found.size() - 1; i >= 0; i--) {
            Place place = found.get(i);
            if (endsWord(text, place.end()) || next != null && joins(text, place, next)) {
                taken.add(place);
                next = place;
            } else {
                next = null;
            }
        }
        Collections.reverse(taken);
        return taken;
    }

    /** Most texts have no id, and the pattern alone finds that out faster than with the ends of words. */
    private boolean mayHaveId(String text) {
        try {
            return pattern.matcher(new StepLimitedText(text)).find();
        } catch (SlowPatternException | StackOverflowError e) {
            return true;
        }
    }

    private List<Place> words(String text) {
        try {
            return search(word, text);
        } catch (SlowPatternException e) {
            return List.of();
        }
    }

    /**
     * All matches of an expression that contains the pattern.
     *
     * @throws SlowPatternException if it takes too many steps
     */
    List<Place> search(Pattern expression, String text) {
        List<Place> found = new ArrayList<>();
        try {
            Matcher matcher = expression.matcher(new StepLimitedText(text));
            while (matcher.find()) {
                String id = id(matcher);
                if (id != null && !id.isEmpty()) {
                    found.add(new Place(matcher.start(), matcher.end(), id));
                }
            }
            return found;
        } catch (StackOverflowError e) {
            throw new SlowPatternException();
        }
    }

    private static boolean endsWord(String text, int end) {
        return WORD_END.matcher(text).region(end, text.length()).lookingAt();
    }

    private static boolean joins(String text, Place place, Place next) {
        return BETWEEN.matcher(text).region(place.end(), next.start()).matches();
    }

    /** The id that the text is; empty if it is something else, or contains more. */
    public Optional<String> whole(String text) {
        try {
            Matcher matcher = pattern.matcher(new StepLimitedText(text));
            return matcher.matches() ? Optional.ofNullable(id(matcher)) : Optional.empty();
        } catch (SlowPatternException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Whether the text, which is meant to be an id, may be one. */
    public boolean accepts(String text) {
        return named ? !text.isBlank() : whole(text).isPresent();
    }

    private String id(Matcher matcher) {
        return named ? matcher.group("id") : matcher.group();
    }

    Pattern pattern() {
        return pattern;
    }

    private static boolean hasIdGroup(Pattern pattern) {
        try {
            Pattern.compile("(?:" + pattern.pattern() + ")\\k<id>", pattern.flags());
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    /** @throws InvalidSettingException if the pattern cannot be part of another pattern */
    static Pattern embedded(Pattern pattern, String expression, int flags) {
        try {
            return Pattern.compile(expression, flags);
        } catch (PatternSyntaxException e) {
            throw new InvalidSettingException(
                    "<idPattern> is \"" + pattern.pattern() + "\", which cannot be searched in names: "
                            + e.getDescription() + ". Close every group, quotation and comment in it.",
                    e);
        }
    }

    /** The configured pattern, for messages. */
    @Override
    public String toString() {
        return pattern.pattern();
    }
}
