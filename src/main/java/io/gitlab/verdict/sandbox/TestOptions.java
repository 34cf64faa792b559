package io.gitlab.verdict.sandbox;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Options for the tests of a client; the goals start the sandbox with {@link #NONE}.
 *
 * @param readOnlyApiKey a key that may only read
 * @param callsPerHour how many requests of an hour a dialect with a quota answers
 * @param assumptions the switches that are on, each a constant of a dialect's {@code Assumption}
 */
public record TestOptions(
        Optional<String> readOnlyApiKey, OptionalInt callsPerHour, Set<? extends Enum<?>> assumptions) {
    /** No read-only key, no quota, no switch. */
    public static final TestOptions NONE = new TestOptions(Optional.empty(), OptionalInt.empty(), Set.of());

    public TestOptions {
        assumptions = Set.copyOf(assumptions);
    }

    /** Whether the switch is on. */
    public boolean assumes(Enum<?> assumption) {
        return assumptions.contains(assumption);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TestOptions[callsPerHour=" + callsPerHour + ", assumptions=" + assumptions + "]";
    }
}
