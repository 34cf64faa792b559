package io.gitlab.verdict.run;

import io.gitlab.verdict.domain.Finding;

/** Receives output for the user. Texts may contain anything that a report or a server sent. */
public interface Console {

    /** A line of progress or of a summary. */
    void progress(String line);

    /** A finding, to be shown according to its severity. */
    void finding(Finding finding);

    /** A line for debugging. */
    void debug(String line);

    /** A failure whose stack trace may help in debugging. */
    void debug(Exception failure);
}
