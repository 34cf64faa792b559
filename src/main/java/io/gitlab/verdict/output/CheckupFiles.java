package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.Check;
import io.gitlab.verdict.domain.Check.Grade;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes checks: as a table for the console, and as {@code doctor.json} for programs. */
public final class CheckupFiles {

    /** The checks for programs. */
    public static final String DOCTOR_JSON = "doctor.json";

    private static final int SCHEMA = 1;

    private CheckupFiles() {}

    /** Schema 1; a later version may add components without a new number. */
    private record Document(
            int schema, String tracker, String date, long errors, long warnings, List<CheckEntry> checks) {}

    private record CheckEntry(String name, String grade, String finding, String remedy) {
        static CheckEntry of(Check check) {
            return new CheckEntry(
                    check.name(), check.grade().name().toLowerCase(Locale.ROOT), check.finding(), check.remedy());
        }
    }

    /**
     * Writes {@code doctor.json} atomically.
     *
     * @param directory the directory; created if necessary
     * @param tracker the tracker's name
     * @throws IOException if the file cannot be written; the message names it
     */
    public static void write(Path directory, String tracker, Instant date, List<Check> checks) throws IOException {
        Document document = new Document(
                SCHEMA,
                tracker,
                date.truncatedTo(ChronoUnit.SECONDS).toString(),
                count(checks, Grade.ERROR),
                count(checks, Grade.WARNING),
                checks.stream().map(CheckEntry::of).toList());
        JsonFile.write(directory.resolve(DOCTOR_JSON), document);
    }

    private static long count(List<Check> checks, Grade grade) {
        return checks.stream().filter(check -> check.grade() == grade).count();
    }

    /** The rows of the table; a remedy is below its finding. */
    public static List<String> table(List<Check> checks) {
        int width =
                checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
        List<String> rows = new ArrayList<>();
        for (Check check : checks) {
            String head = pad(mark(check.grade()), 9) + pad(check.name(), width + 2);
            rows.add(ConsoleSummary.printable(head + check.finding()));
            if (!check.remedy().isEmpty()) {
                rows.add(ConsoleSummary.printable(" ".repeat(head.length()) + "-> " + check.remedy()));
            }
        }
        return rows;
    }

    private static String mark(Grade grade) {
        return grade == Grade.SKIPPED ? "-" : grade.name().toLowerCase(Locale.ROOT);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
