package io.gitlab.verdict.report.allure;

import java.util.List;

/**
 * The parts of a {@code *-result.json} or {@code *-container.json} that are read. Texts that the file does not have are empty.
 *
 * @param uuid identifies the file
 * @param historyId the same for all attempts of a test with the same parameters
 * @param testCaseId the same for all rows of a test
 * @param fullName such as {@code demo.CartTest.adds}
 * @param name the display name
 * @param status {@code passed}, {@code failed}, {@code broken}, {@code skipped} or {@code unknown}
 * @param message of the failure, or the reason for skipping
 * @param trace the stack trace
 * @param start in milliseconds since 1970; 0 if unknown
 * @param stop in milliseconds since 1970; 0 if unknown
 * @param labels labels of the test
 * @param links links of the test
 * @param parameters parameters of the test
 * @param sources file names of attachments of the test, its steps and its fixtures
 * @param children of a container: the uuids of its results
 * @param cut whether there were more labels, links, parameters or attachments than are read
 */
record AllureFile(
        String uuid,
        String historyId,
        String testCaseId,
        String fullName,
        String name,
        String status,
        String message,
        String trace,
        long start,
        long stop,
        List<Item> labels,
        List<Item> links,
        List<Item> parameters,
        List<String> sources,
        List<String> children,
        boolean cut) {

    /**
     * A label, link or parameter.
     *
     * @param name its name
     * @param value of a label or parameter
     * @param type of a link
     * @param url of a link
     */
    record Item(String name, String value, String type, String url) {}

    AllureFile {
        labels = List.copyOf(labels);
        links = List.copyOf(links);
        parameters = List.copyOf(parameters);
        sources = List.copyOf(sources);
        children = List.copyOf(children);
    }

    /** The value of the first label of that name; empty if there is none. */
    String label(String label) {
        return labels.stream()
                .filter(one -> one.name().equals(label))
                .map(Item::value)
                .findFirst()
                .orElse("");
    }
}
