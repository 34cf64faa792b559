package io.gitlab.verdict.report.cucumber;

import java.util.Optional;

/**
 * Numbers the rows of outlines by the ids in Cucumber's JSON: {@code feature;outline;examples;2} is the first row of its block,
 * because the header counts.
 */
final class RowNumbers {
    private String outline = "";
    private String examples = "";
    private int block;
    private int last;

    /** The row of the next element; empty if it is in no outline. */
    Optional<Scenario.Row> row(String id) {
        String[] parts = id.split(";", -1);
        String number = parts[parts.length - 1];
        if (parts.length < 4 || !number.matches("[1-9]\\d{0,8}")) {
            outline = "";
            return Optional.empty();
        }
        int row = Integer.parseInt(number) - 1;
        String name = parts[parts.length - 2];
        String before = id.substring(0, id.length() - number.length() - name.length() - 1);
        boolean sameBlock = before.equals(outline) && name.equals(examples) && row > last;
        block = sameBlock ? block : before.equals(outline) ? block + 1 : 1;
        outline = before;
        examples = name;
        last = row;
        return Optional.of(new Scenario.Row(name, block, row));
    }
}
