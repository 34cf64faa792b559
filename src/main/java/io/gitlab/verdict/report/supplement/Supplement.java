package io.gitlab.verdict.report.supplement;

import java.nio.file.Path;
import java.util.List;

/**
 * What the files of one format say about the tests of one module.
 *
 * @param format the format
 * @param module name of the module; empty if the files belong to none
 * @param files the files
 * @param own whether tests count that only these files report
 * @param tests in the order of the files
 */
record Supplement(SupplementFormat format, String module, List<Path> files, boolean own, List<SupplementTest> tests) {
    Supplement {
        files = List.copyOf(files);
        tests = List.copyOf(tests);
    }

    /** For messages: {@code Cucumber in module shop}. */
    @Override
    public String toString() {
        return format.title() + (module.isEmpty() ? "" : " in module " + module);
    }
}
