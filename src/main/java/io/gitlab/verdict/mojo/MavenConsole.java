package io.gitlab.verdict.mojo;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.output.ConsoleSummary;
import io.gitlab.verdict.run.Console;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, protected from control characters in texts of reports and servers. */
record MavenConsole(Log log) implements Console {

    @Override
    public void progress(String line) {
        log.info(ConsoleSummary.printable(line));
    }

    @Override
    public void finding(Finding finding) {
        String message = ConsoleSummary.printable(finding.message());
        switch (finding.severity()) {
            case INFO -> log.info(message);
            case WARNING -> log.warn(message);
            case ERROR -> log.error(message);
        }
    }

    @Override
    public void debug(String line) {
        log.debug(ConsoleSummary.printable(line));
    }

    @Override
    public void debug(Exception failure) {
        log.debug(failure);
    }
}
