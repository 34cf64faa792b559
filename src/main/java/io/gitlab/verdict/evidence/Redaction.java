package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.Ending;
import io.gitlab.verdict.domain.Problem;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.ResolvedRun;
import io.gitlab.verdict.domain.TestExecution;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Masks secrets in texts before they are sent: known values, and texts that have the form of a secret. */
public final class Redaction {
    private static final String MASK = "***";

    /** Characters read at a time; a secret longer than the overlap may be missed between two windows. */
    private static final int WINDOW = 256 << 10;

    private static final int OVERLAP = SecretShapes.LONGEST + 4_000;
    private static final int LARGEST_WINDOW = 2 << 20;
    private static final int CONTEXT = 64;

    private record Span(int start, int end) {}

    private final List<String> values;
    private final List<SecretShape> shapes;

    private Redaction(List<String> values, List<SecretShape> shapes) {
        this.values = values;
        this.shapes = shapes;
    }

    /**
     * A redaction of well-known forms and these secrets.
     *
     * @param environment variables with names of secrets are masked
     * @param named further variables to mask
     * @param secrets further values
     * @param configured further forms
     */
    public static Redaction of(
            Map<String, String> environment, Set<String> named, Stream<String> secrets, List<SecretShape> configured) {
        return new Redaction(
                SecretVariables.values(environment, named, secrets),
                Stream.concat(SecretShapes.all().stream(), configured.stream()).toList());
    }

    /** The same run, with secrets in the texts of its executions masked. */
    public ResolvedRun mask(ResolvedRun run) {
        return new ResolvedRun(
                run.reportFiles(), run.resolutions().stream().map(this::mask).toList(), run.findings());
    }

    /** The same resolution, of an execution whose texts are masked. */
    public Resolution mask(Resolution resolution) {
        TestExecution execution = resolution.execution();
        Ending ending = execution.ending();
        TestExecution masked = execution
                .withName(mask(execution.name()))
                .withEnding(new Ending(
                        ending.outcome(),
                        ending.problems().stream().map(this::mask).toList(),
                        mask(ending.skipReason())));
        return masked.equals(execution) ? resolution : resolution.of(masked);
    }

    private Problem mask(Problem problem) {
        return new Problem(problem.kind(), problem.type(), mask(problem.message()), mask(problem.detail()));
    }

    /** The text with each secret replaced by {@code ***}. */
    public String mask(String text) {
        List<Span> spans = find(text);
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (Span span : spans) {
            masked.append(text, at, span.start()).append(MASK);
            at = span.end();
        }
        return masked.append(text, at, text.length()).toString();
    }

    /** Copies a text of any length, in memory that does not grow with it. */
    void mask(Reader in, Writer out) throws IOException {
        StringBuilder window = new StringBuilder();
        char[] buffer = new char[WINDOW / 4];
        int done = 0;
        int wanted = WINDOW;
        boolean more = true;
        while (more || done < window.length()) {
            int read = 0;
            while (more && window.length() < wanted) {
                read = in.read(buffer);
                more = read >= 0;
                window.append(buffer, 0, Math.max(read, 0));
            }
            List<Span> spans = find(window.toString());
            int safe = safe(spans, window.length(), more);
            if (more && safe == window.length() && wanted < LARGEST_WINDOW) {
                // A match at the end of the window may continue.
                wanted *= 2;
                continue;
            }
            emit(window, done, safe, spans, out);
            int forget = Math.max(0, safe - CONTEXT);
            window.delete(0, forget);
            done = safe - forget;
            wanted = WINDOW;
        }
    }

    /** The position before which unread text cannot change the result. */
    private static int safe(List<Span> spans, int length, boolean more) {
        int safe = more ? Math.max(0, length - OVERLAP) : length;
        for (Span span : spans) {
            safe = span.start() < safe && span.end() > safe ? span.end() : safe;
        }
        return safe;
    }

    private static void emit(CharSequence text, int from, int to, List<Span> spans, Writer out) throws IOException {
        int at = from;
        for (Span span : spans) {
            if (span.start() >= to) {
                break;
            }
            if (span.end() > from) {
                out.append(text, at, Math.max(at, span.start())).append(MASK);
                at = span.end();
            }
        }
        out.append(text, at, to);
    }

    /** The matches in order, without overlaps. */
    private List<Span> find(String text) {
        List<Span> found = new ArrayList<>();
        for (String value : values) {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length())) {
                found.add(new Span(at, at + value.length()));
            }
        }
        shapes.forEach(shape -> shape.find(text, (start, end) -> found.add(new Span(start, end))));
        return merge(found);
    }

    private static List<Span> merge(List<Span> found) {
        found.sort(Comparator.comparing(Span::start));
        List<Span> merged = new ArrayList<>();
        for (Span span : found) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.start() < last.end()) {
                merged.set(merged.size() - 1, new Span(last.start(), Math.max(last.end(), span.end())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }
}
