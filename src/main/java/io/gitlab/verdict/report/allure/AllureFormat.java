package io.gitlab.verdict.report.allure;

import io.gitlab.verdict.report.supplement.SupplementFormat;
import io.gitlab.verdict.report.supplement.SupplementReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Allure's results: a directory of {@code <uuid>-result.json}, {@code <uuid>-container.json} and attachments. Links of type
 * {@code tms} and the label {@code AS_ID} hold ids; links of type {@code issue} are defects.
 */
public final class AllureFormat implements SupplementFormat {
    private static final String RESULT = "-result.json";
    private static final String CONTAINER = "-container.json";
    private static final int HEAD_BYTES = 8 << 10;

    @Override
    public String title() {
        return "Allure";
    }

    @Override
    public int order() {
        return 300;
    }

    @Override
    public List<String> filesInBuildDirectory() {
        return List.of("**/allure-results/*" + RESULT);
    }

    @Override
    public List<String> filesInModule() {
        return List.of("allure-results/*" + RESULT);
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (!name.endsWith(RESULT) && !name.endsWith(CONTAINER)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains("\"uuid\"");
        }
    }

    /** Containers are read with the results of their directory, whether they are named or not. */
    @Override
    public void read(List<Path> files, SupplementReading reading) {
        Map<Path, List<Path>> directories = files.stream()
                .filter(file -> file.getFileName().toString().endsWith(RESULT))
                .collect(Collectors.groupingBy(
                        file -> file.toAbsolutePath().getParent(), LinkedHashMap::new, Collectors.toList()));
        directories.forEach((directory, results) -> new AllureDirectory(directory, reading).read(results));
    }
}
