package io.gitlab.verdict.resolve;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The test cases in a mapping file, whether a test matches their rows or not. */
public final class MappedTestCases {
    private MappedTestCases() {}

    /**
     * Their ids, in order.
     *
     * @throws InvalidMappingException if the file cannot be read or is not a mapping file
     */
    public static Set<String> read(Path mappingFile) {
        Set<String> ids = new TreeSet<>();
        MappingFile.read(mappingFile).forEach(row -> ids.addAll(row.ids()));
        return ids;
    }
}
