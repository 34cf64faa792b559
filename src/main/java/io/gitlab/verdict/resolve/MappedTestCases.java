package io.gitlab.verdict.resolve;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The test cases in a mapping file, whether a test matches their rows or not. */
public final class MappedTestCases {
    private MappedTestCases() {}

    /**
     * Their ids as the tracker spells them, in order.
     *
     * @param spelling converts an id to the tracker's spelling
     * @throws InvalidMappingException if the file cannot be read or is not a mapping file
     */
    public static Set<String> read(Path mappingFile, UnaryOperator<String> spelling) {
        Set<String> ids = new TreeSet<>();
        MappingFile.read(mappingFile)
                .forEach(row -> row.ids().stream().map(spelling).forEach(ids::add));
        return ids;
    }
}
