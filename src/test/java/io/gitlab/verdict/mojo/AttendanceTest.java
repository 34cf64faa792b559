package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttendanceTest {

    @Test
    void nobodyIsThereWhenMavenMustNotAskAndThereIsNoTerminal() {
        assertThat(new Attendance(false, null).unattended()).isTrue();
    }

    @Test
    void somebodyMayBeThereWhenMavenMayAsk() {
        assertThat(new Attendance(true, null).unattended()).isFalse();
    }

    /** These tests have no terminal; whether they have a console depends on the version of Java. */
    @Test
    void aConsoleWithoutATerminalIsNobody() {
        assertThat(new Attendance(false, System.console()).unattended()).isTrue();
    }
}
