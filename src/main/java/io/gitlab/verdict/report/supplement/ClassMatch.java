package io.gitlab.verdict.report.supplement;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.report.supplement.SupplementTest.Name;
import java.util.Optional;

/** The places of a JUnit XML report that may name the class of a test, the most reliable first. */
enum ClassMatch {
    /** {@code classname}. */
    CLASS {
        @Override
        Optional<Name> key(Name name) {
            return name.className().isEmpty() ? Optional.empty() : Optional.of(name);
        }

        @Override
        Name key(TestExecution execution) {
            return new Name(execution.className(), execution.name());
        }
    },
    /** The name of the suite: Surefire 3.5.4 to 3.5.6 write the class only there if it has a display name. */
    SUITE {
        @Override
        Optional<Name> key(Name name) {
            return CLASS.key(name);
        }

        @Override
        Name key(TestExecution execution) {
            return new Name(execution.suite(), execution.name());
        }
    },
    /** {@code classname} without package, which several Surefire versions write for engines other than Jupiter. */
    SIMPLE_NAME {
        @Override
        Optional<Name> key(Name name) {
            int dot = name.className().lastIndexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new Name(name.className().substring(dot + 1), name.test()));
        }

        @Override
        Name key(TestExecution execution) {
            // The suite has the package.
            boolean known = execution.suite().endsWith("." + execution.className());
            return new Name(known ? "" : execution.className(), execution.name());
        }
    },
    /** Any class all of whose tests have such names. */
    ANY {
        @Override
        Optional<Name> key(Name name) {
            return name.className().isEmpty() ? Optional.of(name) : Optional.empty();
        }

        @Override
        Name key(TestExecution execution) {
            return new Name("", execution.name());
        }
    },
    /** Any class all of whose tests have names that end so: a report may not have the names of the enclosing elements. */
    ANY_END {
        @Override
        Optional<Name> key(Name name) {
            return ANY.key(name);
        }

        @Override
        Name key(TestExecution execution) {
            String name = execution.name();
            int last = name.lastIndexOf(" - ");
            return new Name("", last < 0 ? name : name.substring(last + 3));
        }
    };

    /** What the name is found by; empty if not in this place. */
    abstract Optional<Name> key(Name name);

    abstract Name key(TestExecution execution);
}
