package io.gitlab.verdict.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.Publication;
import io.gitlab.verdict.domain.Result;
import io.gitlab.verdict.domain.ResultKey;
import io.gitlab.verdict.domain.Verdict;
import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.Sandbox;
import io.gitlab.verdict.settings.Secret;
import io.gitlab.verdict.time.FakeTime;
import io.gitlab.verdict.tracker.Credentials;
import io.gitlab.verdict.tracker.Tracker;
import io.gitlab.verdict.tracker.TrackerConnection;
import io.gitlab.verdict.tracker.TrackerFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The printed configuration connects to the sandbox. */
class SandboxWelcomeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"rally, TC1", "qmetry, ACME-TC-8"})
    void saysHowToPublishToIt(String name, String testCase) throws Exception {
        try (Sandbox sandbox = EmbeddedTracker.start(directory, 0, Clock.systemUTC(), Faults.NONE);
                Tracker tracker = TrackerFactory.all().get(name).open(connection(name, sandbox.url()))) {
            Result result =
                    new Result(new ResultKey(testCase, FakeTime.START), Verdict.PASS, Duration.ZERO, "", List.of(0));

            assertThat(tracker.prepare(new Publication("B1", List.of(result)))
                            .preflight()
                            .refusals())
                    .isEmpty();
        }
    }

    private TrackerConnection connection(String name, URI url) {
        String told = String.join(" ", new SandboxWelcome(url).lines());
        String key = Pattern.compile("VERDICT_API_KEY=(\\w+)")
                .matcher(told)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return new TrackerConnection(
                settings(name, told),
                Credentials.apiKey(new Secret(key)),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                directory.resolve("cache"),
                new FakeTime().deadline(Duration.ofMinutes(1)));
    }

    private static Map<String, String> settings(String name, String told) {
        String block = told.replaceFirst(".*<" + name + ">", "").replaceFirst("</" + name + ">.*", "");
        return Pattern.compile("<(\\w+)>([^<]+)</\\1>")
                .matcher(block)
                .results()
                .collect(Collectors.toMap(one -> one.group(1), one -> one.group(2)));
    }
}
