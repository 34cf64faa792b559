package io.gitlab.verdict.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finding if tests name test cases of other projects only. */
class ForeignIdsTest {
    @TempDir
    private Path directory;

    private static ResolvedTests resolve(Optional<Path> mapping, String... names) {
        ResolveSettings settings = new ResolveSettings(
                mapping,
                Pattern.compile("ACME-TC-\\d+"),
                Optional.of(Pattern.compile("[A-Za-z0-9]+-TC-\\d+")),
                id -> id.toLowerCase(Locale.ROOT).replace('_', '-'),
                IdSources.ofAnnotations(List.of()),
                List.of(),
                Finding.Severity.WARNING);
        return Resolver.of(settings)
                .resolve(Stream.of(names)
                        .map(name -> Executions.of("cart.spec.js", name))
                        .toList());
    }

    @Test
    void saysThatOnlyIdsOfOtherProjectsWereFound() {
        ResolvedTests resolved = resolve(Optional.empty(), "SHOP-TC-4 adds", "SHOP-TC-5 adds", "removes");

        assertThat(resolved.resolutions()).flatExtracting(Resolution::testCases).isEmpty();
        assertThat(resolved.findings())
                .extracting(Finding::message)
                .last()
                .asString()
                .contains(
                        "2 ids of other projects were, such as shop-tc-4", "ACME-TC-\\d+", "<project>", "<idPattern>");
    }

    @Test
    void isSilentWhereOneOfTheProjectWasFoundOrNoneAtAll() throws IOException {
        assertThat(resolve(Optional.empty(), "SHOP-TC-4 adds", "ACME-TC-4 adds").findings())
                .extracting(Finding::message)
                .noneMatch(text -> text.startsWith("No test case id"));
        assertThat(resolve(Optional.empty(), "adds").findings()).isEmpty();
        Path file = Files.writeString(directory.resolve("map.yaml"), "cart.spec.js.*: ACME-TC-1\n");
        assertThat(resolve(Optional.of(file), "SHOP-TC-4 adds").findings())
                .noneMatch(finding -> finding.severity() == Finding.Severity.WARNING);
    }

    @Test
    void spellsTheIdsOfTheMappingFileAsTheTrackerDoes() throws IOException {
        Path file = directory.resolve("map.yaml");
        Files.writeString(file, "cart.spec.js.adds: ACME-TC-1\ncart.spec.js.removes: Acme_TC_2\n");

        assertThat(resolve(Optional.of(file), "adds", "removes").resolutions())
                .flatExtracting(Resolution::testCases)
                .containsExactly("acme-tc-1", "acme-tc-2");
    }
}
