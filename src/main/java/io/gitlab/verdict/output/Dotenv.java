package io.gitlab.verdict.output;

import io.gitlab.verdict.domain.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code artifacts:reports:dotenv}: variables for later jobs. In GitLab, a value is everything after the first {@code =},
 * including quotes. Comments and empty lines are not supported; a file of more than 5 KB or 20 variables is ignored; {@code $}
 * is expanded where a variable is used. The names do not begin with {@code VERDICT_}, because those are settings.
 */
record Dotenv(PublicationDocument document) {
    private static final String PREFIX = "VERDICTS_";
    private static final Pattern PLAIN = Pattern.compile("[^\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029$\"'`\\\\]{1,500}");

    void write(Writer writer) throws IOException {
        for (Map.Entry<String, String> variable : variables().entrySet()) {
            String value = variable.getValue().strip();
            if (PLAIN.matcher(value).matches()) {
                writer.write(PREFIX + variable.getKey() + "=" + value + "\n");
            }
        }
    }

    private Map<String, String> variables() {
        PublicationSummary summary = PublicationSummary.of(document);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PUBLICATION", document.id());
        variables.put("TRACKER", document.tracker());
        variables.put("BUILD", document.build());
        variables.put("STATE", state());
        variables.put("URL", url());
        variables.put("RESULTS", String.valueOf(summary.results()));
        variables.put("PUBLISHED", String.valueOf(summary.published()));
        variables.put("ALREADY_THERE", String.valueOf(summary.alreadyThere()));
        variables.put("UNPUBLISHED", String.valueOf(summary.unpublished().size()));
        variables.put("UNRESOLVED", String.valueOf(summary.unresolved()));
        for (Verdict verdict : Verdict.values()) {
            variables.put(verdict.text().toUpperCase(Locale.ROOT), String.valueOf(count(verdict)));
        }
        return variables;
    }

    private String state() {
        if (document.skipped() != null) {
            return "skipped";
        }
        if (document.dryRun()) {
            return "dryRun";
        }
        return document.complete() ? "complete" : "incomplete";
    }

    private String url() {
        return document.url() == null
                ? ""
                : URI.create(document.url()).toASCIIString().replace("$", "%24").replace("'", "%27");
    }

    private long count(Verdict verdict) {
        return document.results().stream()
                .filter(result -> result.verdict().equals(verdict.text()))
                .count();
    }
}
