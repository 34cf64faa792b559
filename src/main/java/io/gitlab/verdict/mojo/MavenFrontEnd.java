package io.gitlab.verdict.mojo;

import io.gitlab.verdict.ci.CiJob;
import io.gitlab.verdict.run.Console;
import io.gitlab.verdict.run.CredentialSource;
import io.gitlab.verdict.run.FrontEnd;
import io.gitlab.verdict.run.Invocation;
import io.gitlab.verdict.run.ProjectLayout;
import io.gitlab.verdict.settings.VerdictSettings;
import java.time.Clock;
import java.util.Map;

/** A Maven session with this process's environment. */
record MavenFrontEnd(
        VerdictSettings settings,
        ProjectLayout project,
        CredentialSource credentials,
        CiJob ci,
        Invocation invocation,
        Console console)
        implements FrontEnd {

    @Override
    public Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }
}
