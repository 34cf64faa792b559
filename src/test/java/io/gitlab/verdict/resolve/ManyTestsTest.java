package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyTestsTest {
    private static final int CLASSES = 500;
    private static final int METHODS = 20;

    @TempDir
    Path temp;

    @Test
    void resolvesTenThousandExecutionsOfFiveHundredClassesWithAThousandPatternsInSeconds() throws Exception {
        Path classes = Compiled.into(
                Files.createDirectories(temp.resolve("classes")),
                IntStream.range(0, CLASSES).mapToObj(ManyTestsTest::source).toArray(String[]::new));
        String rows = IntStream.range(0, 1000)
                .mapToObj(i -> "'**.Other" + i + "*.pays*': TC" + i)
                .collect(Collectors.joining("\n"));
        Path mapping = Files.writeString(temp.resolve("mapping.yaml"), rows);
        List<TestExecution> executions = IntStream.range(0, CLASSES * METHODS)
                .mapToObj(i -> Executions.of("shop.C" + i / METHODS, "test" + i % METHODS + "(int)[1]"))
                .toList();
        ResolveSettings settings = new ResolveSettings(
                Optional.of(mapping),
                Pattern.compile("TC\\d+"),
                List.of(),
                List.of(new ModuleClasses("shop", List.of(classes))));

        long start = System.nanoTime();
        ResolvedTests tests = Resolver.of(settings).resolve(executions);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(tests.resolutions()).hasSameSizeAs(executions).allMatch(Resolution::resolved);
        assertThat(taken).isLessThan(Duration.ofMinutes(2));
    }

    private static String source(int number) {
        String methods = IntStream.range(0, METHODS)
                .mapToObj(i ->
                        "@ParameterizedTest @Tag(\"TC" + (number * METHODS + i) + "\") void test" + i + "(int i) {} ")
                .collect(Collectors.joining());
        return "package shop; import org.junit.jupiter.api.*; import org.junit.jupiter.params.*; class C" + number
                + " { " + methods + "}";
    }
}
