package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An execution and what bytecode tells of it.
 *
 * @param execution the execution
 * @param types the classes it may be of: one as a rule, none when there is no such class
 * @param match the methods it may be of, when it is of one class
 */
record Located(TestExecution execution, List<ClassShape> types, MethodMatch match) {
    Located {
        types = List.copyOf(types);
    }

    /** The class, if it is certain. */
    Optional<ClassShape> type() {
        return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
    }

    /** Whether this tells of a class ({@code @BeforeAll} and the like), not of a test. */
    boolean ofClass() {
        return execution.classLevel() || match.configuration();
    }

    /** The names of its class: the true one before the one that the report uses. */
    List<String> classNames() {
        String reported = execution.className();
        return Stream.concat(
                        type().map(ClassShape::name).stream(),
                        Stream.of(TestClasses.withoutInvocation(reported), reported))
                .distinct()
                .toList();
    }

    /** The true name, for people: {@code shop.CartIT.adds(int)}. */
    String displayName() {
        String test = ofClass() ? execution.name() : match.name().folded();
        return test.isEmpty() ? classNames().get(0) : classNames().get(0) + "." + test;
    }
}
