package io.gitlab.verdict.mojo;

import java.net.URI;
import java.util.List;

/** What a user needs to publish to the running sandbox, ready to be copied. */
record SandboxWelcome(URI url) {
    private static final String QMETRY_PLACE =
            "<project>ACME</project><testSuite>ACME-TS-1</testSuite><platform>Chrome</platform>";

    List<String> lines() {
        return List.of(
                "Publish to it as to Rally with <rally><url>" + url + "</url><workspace>" + EmbeddedTracker.WORKSPACE
                        + "</workspace><project>" + EmbeddedTracker.PROJECT + "</project></rally>,",
                "or as to QMetry with <qmetry><url>" + url + "</url>" + QMETRY_PLACE + "</qmetry>"
                        + " and tests of ACME-TC-1 to ACME-TC-8,",
                "each with VERDICT_API_KEY=" + EmbeddedTracker.API_KEY + ". Stop it with Ctrl-C.");
    }
}
