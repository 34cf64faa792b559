package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * One thing that was looked at before the tests run.
 *
 * @param name what was looked at, in words such as {@code test set}
 * @param grade how it is
 * @param finding what was found, with the value
 * @param remedy the one thing to do; empty where nothing is to be done
 */
public record Check(String name, Grade grade, String finding, String remedy) {

    private static final List<String> SENTENCE_ENDS = List.of(". ", ": ", "; ");

    public enum Grade {
        OK,
        /** Not looked at, because of an earlier check or because nothing is configured. */
        SKIPPED,
        /** Results will be published, but not all or not as one would expect. */
        WARNING,
        /** Nothing, or something important, will not be published. */
        ERROR
    }

    public Check {
        requireNonNull(name, "name");
        requireNonNull(grade, "grade");
        requireNonNull(finding, "finding");
        requireNonNull(remedy, "remedy");
    }

    public static Check ok(String name, String finding) {
        return new Check(name, Grade.OK, finding, "");
    }

    public static Check skipped(String name, String why) {
        return new Check(name, Grade.SKIPPED, why, "");
    }

    public static Check warning(String name, String finding, String remedy) {
        return new Check(name, Grade.WARNING, finding, remedy);
    }

    public static Check error(String name, String finding, String remedy) {
        return new Check(name, Grade.ERROR, finding, remedy);
    }

    /** An error that a message tells, whose last sentence says what to do. */
    public static Check error(String name, String message) {
        return told(name, Grade.ERROR, message);
    }

    /** A check that a message tells, whose last sentence, or what follows its last colon, says what to do. */
    public static Check told(String name, Grade grade, String message) {
        int end = SENTENCE_ENDS.stream()
                .mapToInt(message::lastIndexOf)
                .filter(index -> index > 0)
                .findFirst()
                .orElse(message.length() - 1);
        String remedy = message.substring(end + 1).strip();
        return new Check(name, grade, message.substring(0, end + 1), remedy.isEmpty() ? "Correct that." : remedy);
    }
}
