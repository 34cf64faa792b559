package io.gitlab.verdict.run;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.settings.VerdictSettings;
import java.time.Clock;
import java.util.Map;

/** What a front end, such as the Maven plugin, provides to the commands. */
public interface FrontEnd {

    VerdictSettings settings();

    ProjectLayout project();

    CredentialSource credentials();

    /** The environment variables: credentials, and secrets to mask in evidence. */
    Map<String, String> environment();

    /** The CI job whose tests are published; {@link CiJob#NONE} outside CI. */
    CiJob ci();

    Invocation invocation();

    Console console();

    Clock clock();
}
