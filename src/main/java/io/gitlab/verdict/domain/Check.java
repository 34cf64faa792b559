package io.gitlab.verdict.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of one check of the configuration or the tracker before the tests run.
 *
 * @param name what was checked, such as {@code test set}
 * @param grade the grade
 * @param finding what was found, with the value
 * @param remedy what to do; empty if there is nothing to do
 */
public record Check(String name, Grade grade, String finding, String remedy) {

    private static final List<String> SENTENCE_ENDS = List.of(". ", ": ", "; ");

    /** The grade of a check. */
    public enum Grade {
        OK,
        /** Not checked, because of an earlier check or because nothing is configured. */
        SKIPPED,
        /** Results will be published, but not all, or not as expected. */
        WARNING,
        /** No results, or not the important ones, will be published. */
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

    /** An error from a message whose last sentence is the remedy. */
    public static Check error(String name, String message) {
        return fromMessage(name, Grade.ERROR, message);
    }

    /** A check from a message whose last sentence, or whose text after the last colon, is the remedy. */
    public static Check fromMessage(String name, Grade grade, String message) {
        int end = SENTENCE_ENDS.stream()
                .mapToInt(message::lastIndexOf)
                .filter(index -> index > 0)
                .findFirst()
                .orElse(message.length() - 1);
        String remedy = message.substring(end + 1).strip();
        return new Check(name, grade, message.substring(0, end + 1), remedy.isEmpty() ? "Correct it." : remedy);
    }
}
