package io.gitlab.verdict.resolve;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The test cases that a mapping file names, whether a test is mapped to them or not. */
public final class MappedTestCases {
    private MappedTestCases() {}

    /**
     * Their ids, in order.
     *
     * @throws InvalidMappingException if the file cannot be read or is no mapping
     */
    public static Set<String> read(Path mappingFile) {
        Set<String> ids = new TreeSet<>();
        MappingFile.read(mappingFile).forEach(row -> ids.addAll(row.ids()));
        return ids;
    }
}
