package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Outcome;
import io.gitlab.verdict.domain.Resolution;
import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewQueueTest {
    @TempDir
    Path temp;

    @Test
    void writesOneRowForEachUnresolvedTestSortedByClass() throws IOException {
        Path queue = temp.resolve("target/verdict/unresolved.yaml");
        List<TestExecution> executions = List.of(
                Executions.of("shop.CartIT", "adds(int)[2]", Outcome.FAILED),
                Executions.of("shop.CartIT", "adds(int)[1]"),
                Executions.of("shop.CartIT", "adds(int)[3]"),
                Executions.of("shop.BasketIT", "pays"),
                Executions.of("shop.CartIT", "", Outcome.ERRORED),
                Executions.of("shop.CartIT", "login_TC1"));
        ReviewQueue.write(queue, resolve(Optional.empty(), List.of(), executions));

        assertThat(Files.readAllLines(queue))
                .filteredOn(line -> !line.startsWith("#"))
                .containsExactly(
                        "\"shop.BasketIT.pays\": # 1 passed", "\"shop.CartIT.adds(int)\": # 2 passed, 1 failed");
    }

    @Test
    void isReadAsMappingFileOnceItIsFilledInAndAppended() throws IOException {
        List<TestExecution> executions = List.of(
                Executions.of("shop.CartIT", "adds(int)[1]"),
                Executions.of("shop.CartIT", "adds{int}[2]"),
                Executions.of("shop.ParamIT[1]", "opens"),
                Executions.of("a cart: \"new\"", "löscht alles \uD83D\uDE00 # [x], {y}: *z*"),
                Executions.of("shop.CartIT", "tabs\tand\nlines \u0085\uFEFF\u007F"),
                Executions.of("shop.CartIT", "x".repeat(3000)),
                Executions.of("shop.CartIT", " leading and trailing "),
                Executions.of("shop.CartIT", "data[1, a.b\n](1)"),
                Executions.of("shop.CartIT", "sum [x: 1, #0]"),
                Executions.of("shop.CartIT", "~"),
                Executions.of("shop.CartIT", "true"));
        Path mapping = Files.writeString(temp.resolve("mapping.yaml"), "shop.Other.test: TC1\n");
        Path queue = temp.resolve("unresolved.yaml");
        ReviewQueue.write(queue, resolve(Optional.of(mapping), List.of(), executions));
        String asWritten = Files.readString(mapping) + Files.readString(queue);
        Files.writeString(mapping, asWritten);

        assertThat(resolve(Optional.of(mapping), List.of(), executions)).noneMatch(Resolution::resolved);

        Files.writeString(mapping, asWritten.replaceAll("(?m): (# \\d+ \\w+)$", ": TC7 $1"));
        assertThat(resolve(Optional.of(mapping), List.of(), executions))
                .hasSameSizeAs(executions)
                .allSatisfy(found -> assertThat(found.testCases()).containsExactly("TC7"));
    }

    @Test
    void showsNearMissesAndLeavesOutTestsWithoutTestCaseOnPurpose() throws IOException {
        Path mapping = Files.writeString(temp.resolve("mapping.yaml"), "shop.CartIT.internal: none\n");
        Path queue = temp.resolve("unresolved.yaml");
        List<TestExecution> executions = List.of(
                Executions.of("shop.CartIT", "internal"),
                Executions.of("shop.CartIT", "pays TC12x[1]"),
                Executions.of("shop.CartIT", "pays TC12x[2]"),
                Executions.of("shop.HTTC12", "adds"));
        ReviewQueue.write(queue, resolve(Optional.of(mapping), List.of(), executions));

        assertThat(Files.readAllLines(queue))
                .filteredOn(line -> !line.startsWith("#") || line.contains("near miss"))
                .containsExactly(
                        "# near miss: \"TC12x\" is not taken as TC12",
                        "\"shop.CartIT.pays TC12x\": # 2 passed",
                        "# near miss: \"HTTC12\" is not taken as TC12",
                        "\"shop.HTTC12.adds\": # 1 passed");
    }

    @Test
    void leavesOutConfigurationMethods() throws IOException {
        Path classes = Compiled.into(
                temp,
                "package shop; import org.testng.annotations.*; class CartIT { @BeforeClass void open() {} @Test void adds() {} }");
        Path queue = temp.resolve("unresolved.yaml");
        List<TestExecution> executions = List.of(
                Executions.of("shop.CartIT", "open", Outcome.FAILED),
                Executions.of("shop.CartIT", "adds", Outcome.SKIPPED));
        ReviewQueue.write(queue, resolve(Optional.empty(), List.of(classes), executions));

        assertThat(queue).content().contains("shop.CartIT.adds").doesNotContain("shop.CartIT.open");
    }

    private static List<Resolution> resolve(
            Optional<Path> mapping, List<Path> classPath, List<TestExecution> executions) {
        ResolveSettings settings = new ResolveSettings(
                mapping, Pattern.compile("TC\\d+"), List.of(), List.of(new ModuleClasses("shop", classPath)));
        return Resolver.of(settings).resolve(executions).resolutions();
    }
}
