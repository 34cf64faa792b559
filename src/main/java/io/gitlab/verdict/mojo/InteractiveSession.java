package io.gitlab.verdict.mojo;

import java.io.Console;

/**
 * Whether a person sits before this Maven.
 *
 * @param interactive whether Maven may ask: false with {@code -B}, or {@code interactiveMode} in {@code settings.xml}
 * @param console the JVM's; null when its input or output is no terminal
 */
record InteractiveSession(boolean interactive, Console console) {

    /** Certainly nobody: Maven must not ask, and there is no terminal. */
    boolean unattended() {
        return !interactive && (console == null || !terminal(console));
    }

    /** Java 22 to 24 have a console without a terminal, too, and a method that tells; older ones have neither. */
    private static boolean terminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
