package io.gitlab.verdict.run;

import java.net.URI;
import java.util.List;

/**
 * What a user needs to publish to the running sandbox, ready to be copied.
 *
 * @param url root of the sandbox
 */
record SandboxWelcome(URI url) {
    private static final String QMETRY_PROJECT =
            "<project>ACME</project><testSuite>ACME-TS-1</testSuite><platform>Chrome</platform>";

    List<String> lines() {
        return List.of(
                "To publish to it as Rally, configure <rally><url>" + url + "</url><workspace>"
                        + EmbeddedTracker.WORKSPACE + "</workspace><project>" + EmbeddedTracker.PROJECT
                        + "</project></rally>;",
                "as QMetry, configure <qmetry><url>" + url + "</url>" + QMETRY_PROJECT + "</qmetry>"
                        + " and use the test cases ACME-TC-1 to ACME-TC-8.",
                "In both cases, set VERDICT_API_KEY=" + EmbeddedTracker.API_KEY + ". Press Ctrl-C to stop.");
    }
}
