package io.gitlab.verdict.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InteractiveSessionTest {

    @Test
    void isUnattendedWhenMavenMustNotPromptAndThereIsNoTerminal() {
        assertThat(new InteractiveSession(false, null).unattended()).isTrue();
    }

    @Test
    void mayBeAttendedWhenMavenMayPrompt() {
        assertThat(new InteractiveSession(true, null).unattended()).isFalse();
    }

    /** These tests have no terminal; whether they have a console depends on the version of Java. */
    @Test
    void isUnattendedWithAConsoleThatIsNoTerminal() {
        assertThat(new InteractiveSession(false, System.console()).unattended()).isTrue();
    }
}
