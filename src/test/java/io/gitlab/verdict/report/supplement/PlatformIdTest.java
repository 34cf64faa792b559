package io.gitlab.verdict.report.supplement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformIdTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [engine:junit-jupiter]/[class:demo.AllTest]/[method:adds()]                            | adds
                    [engine:junit-jupiter]/[class:a.B]/[nested-class:C]/[method:deep(org.x.TestReporter)]  | deep(TestReporter)
                    [engine:e]/[class:a.B]/[test-template:pays(java.lang.String, int)]/[test-template-invocation:#2] | pays(String, int)[2]
                    [engine:e]/[class:a.B]/[test-factory:factory()]/[dynamic-container:#2]/[dynamic-test:#1] | factory()[2][1]
                    [engine:e]/[class-template:a.B]/[class-template-invocation:#3]/[method:t(a.B$Inner)]   | t(Inner)[3]
                    [engine:e]/[class:a.B]/[test-template:t(%5BLjava.lang.String;, %5B%5BI)]/[test-template-invocation:#1] | t(String[], int[][])[1]
                    [engine:junit-platform-suite]/[suite:a.S]/[engine:junit-jupiter]/[class:a.B]/[method:t()] | t
                    """)
    void namesTheTestAsSurefireDoes(String id, String test) {
        assertThat(PlatformId.parse(id).map(PlatformId::testName)).contains(test);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "[",
                "demo.AllTest",
                "[engine:junit-jupiter]/[class:demo.AllTest]",
                "[engine:cucumber]/[feature:classpath%3Ademo%2Fcart.feature]/[scenario:12]",
                "[engine:spock]/[spec:a.B]/[feature:$spock_feature_0_1]/[iteration:1]",
                "[engine:e]/[class:a.B]/[method:%]"
            })
    void isEmptyForAnythingElse(String id) {
        assertThat(PlatformId.parse(id)).isEmpty();
    }

    @Test
    void ignoresTextThatIsTooLong() {
        assertThat(PlatformId.parse("[engine:" + "]/[".repeat(1 << 20) + "]")).isEmpty();
    }
}
