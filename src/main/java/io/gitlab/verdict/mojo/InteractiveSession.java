package io.gitlab.verdict.mojo;

import java.io.Console;

/**
 * Whether this Maven session is interactive.
 *
 * @param interactive whether Maven may prompt: false with {@code -B}, or {@code interactiveMode} in {@code settings.xml}
 * @param console the JVM's console; null if its input or output is not a terminal
 */
record InteractiveSession(boolean interactive, Console console) {

    /** Whether there is certainly no user: Maven must not prompt, and there is no terminal. */
    boolean unattended() {
        return !interactive && (console == null || !terminal(console));
    }

    /** Java 22 to 24 have a console even without a terminal, and a method that distinguishes them; older versions have neither. */
    private static boolean terminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
