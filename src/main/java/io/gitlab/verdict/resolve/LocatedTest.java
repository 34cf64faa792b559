package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An execution with its class and methods in bytecode.
 *
 * @param execution the execution
 * @param matches the candidate classes, each with its candidate methods: usually one class, none if there is no such class
 */
record LocatedTest(TestExecution execution, Map<ClassShape, MethodMatch> matches) {
    LocatedTest {
        matches = Collections.unmodifiableMap(new LinkedHashMap<>(matches));
    }

    /** The class, if it is unambiguous. */
    Optional<ClassShape> type() {
        return matches.size() == 1 ? matches.keySet().stream().findFirst() : Optional.empty();
    }

    /** The candidate methods, if the class is unambiguous. */
    MethodMatch match() {
        return type().map(matches::get).orElseGet(() -> MethodMatch.none(execution.name()));
    }

    /** Whether the execution is of a class ({@code @BeforeAll} and the like), not of a test. */
    boolean ofClass() {
        return execution.classLevel() || match().configuration();
    }

    /** The names of its class: the name in bytecode, then the name in the report. */
    List<String> classNames() {
        String reported = execution.className();
        return Stream.concat(
                        type().map(ClassShape::name).stream(),
                        Stream.of(TestClasses.withoutInvocation(reported), reported))
                .distinct()
                .toList();
    }

    /** The name in bytecode, for messages: {@code shop.CartIT.adds(int)}. */
    String displayName() {
        String test = ofClass() ? execution.name() : match().name().folded();
        return test.isEmpty() ? classNames().get(0) : classNames().get(0) + "." + test;
    }
}
