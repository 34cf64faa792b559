package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Rule;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** Finds test cases by ids in the name of the test, then of its class and the enclosing classes. */
public final class NameRule implements IdRule {
    @Override
    public Rule rule() {
        return Rule.NAME;
    }

    @Override
    public int order() {
        return 500;
    }

    @Override
    public Function<LocatedTest, RuleResult> prepare(Context context) {
        return test -> apply(test, context.ids());
    }

    private static RuleResult apply(LocatedTest test, IdFinder ids) {
        String testName = testName(test);
        List<String> inTest = ids.in(testName);
        if (!inTest.isEmpty()) {
            return result("test name", testName, inTest);
        }
        for (String className : classNames(test)) {
            List<String> inClass = ids.in(className);
            if (!inClass.isEmpty()) {
                return result("class name", className, inClass);
            }
        }
        return RuleResult.nothing("neither the name of the test nor of its class has an id matching " + ids);
    }

    private static String testName(LocatedTest test) {
        TestName name = test.match().name();
        return test.ofClass() ? "" : name.base() + name.free();
    }

    private static List<String> classNames(LocatedTest test) {
        String name = test.classNames().get(0);
        if (test.type().isEmpty() && name.contains(" ")) {
            return List.of(name);
        }
        List<String> nesting =
                Arrays.asList(name.substring(name.lastIndexOf('.') + 1).split("\\$"));
        Collections.reverse(nesting);
        return nesting;
    }

    private static RuleResult result(String source, String name, List<String> ids) {
        return RuleResult.found(ids, source + " \"" + name + "\" has " + String.join(", ", ids));
    }
}
