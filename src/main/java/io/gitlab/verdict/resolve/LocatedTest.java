package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.resolve.bytecode.ClassShape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An execution with its class and methods in bytecode. What the rules ask for is found once. */
final class LocatedTest {
    private final TestExecution execution;
    private final Map<ClassShape, MethodMatch> matches;
    private final Optional<ClassShape> type;
    private final MethodMatch match;
    private final boolean ofClass;

    /** @param matches the candidate classes, each with its candidate methods: usually one class, none if there is no such class */
    LocatedTest(TestExecution execution, Map<ClassShape, MethodMatch> matches) {
        this.execution = execution;
        this.matches =
                matches.size() > 1 ? Collections.unmodifiableMap(new LinkedHashMap<>(matches)) : Map.copyOf(matches);
        boolean unique = matches.size() == 1;
        this.type = unique ? Optional.of(matches.keySet().iterator().next()) : Optional.empty();
        this.match = unique ? matches.values().iterator().next() : MethodMatch.none(execution.name());
        this.ofClass = execution.classLevel() || match.configuration();
    }

    TestExecution execution() {
        return execution;
    }

    /** The candidate classes in order, each with its candidate methods. */
    Map<ClassShape, MethodMatch> matches() {
        return matches;
    }

    /** The class, if it is unambiguous. */
    Optional<ClassShape> type() {
        return type;
    }

    /** The candidate methods, if the class is unambiguous. */
    MethodMatch match() {
        return match;
    }

    /** Whether the execution is of a class ({@code @BeforeAll} and the like), not of a test. */
    boolean ofClass() {
        return ofClass;
    }

    /** The names of its class: the name in bytecode, then the name in the report. */
    List<String> classNames() {
        String reported = execution.className();
        String plain = TestClasses.withoutInvocation(reported);
        String own = className(plain);
        return own.equals(reported)
                ? List.of(own)
                : Stream.of(own, plain, reported).distinct().toList();
    }

    /** The name of its class in bytecode, else in the report without the number of the invocation. */
    String className() {
        return className(TestClasses.withoutInvocation(execution.className()));
    }

    /** The name in bytecode, for messages: {@code shop.CartIT.adds(int)}. */
    String displayName() {
        String test = ofClass ? execution.name() : match.name().folded();
        return test.isEmpty() ? className() : className() + "." + test;
    }

    private String className(String plain) {
        return type.isPresent() ? type.get().name() : plain;
    }
}
