package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An execution and what bytecode tells of it.
 *
 * @param execution the execution
 * @param matches the classes it may be of, with the methods it may be of there: one as a rule, none when there is no such
 *     class
 */
record LocatedTest(TestExecution execution, Map<ClassShape, MethodMatch> matches) {
    LocatedTest {
        matches = Collections.unmodifiableMap(new LinkedHashMap<>(matches));
    }

    /** The class, if it is certain. */
    Optional<ClassShape> type() {
        return matches.size() == 1 ? matches.keySet().stream().findFirst() : Optional.empty();
    }

    /** The methods it may be of, if the class is certain. */
    MethodMatch match() {
        return type().map(matches::get).orElseGet(() -> MethodMatch.none(execution.name()));
    }

    /** Whether this tells of a class ({@code @BeforeAll} and the like), not of a test. */
    boolean ofClass() {
        return execution.classLevel() || match().configuration();
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
        String test = ofClass() ? execution.name() : match().name().folded();
        return test.isEmpty() ? classNames().get(0) : classNames().get(0) + "." + test;
    }
}
