package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.NearMiss;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.resolve.ids.IdFinder;
import io.gitlab.verdict.resolve.ids.SlowPatternException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds test cases by ids in the name of the test with its invocation, then in its display names, then in the names of its class
 * and the enclosing classes. All ids in one name count.
 */
public final class NameRule implements IdRule {
    private static final int SHOWN = 200;

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
        return test -> apply(test, context);
    }

    /** @param source where the name is from, for the explanation */
    private record Name(String source, String text) {}

    private static RuleResult apply(LocatedTest test, Context context) {
        List<Name> names = names(test);
        for (int i = 0; i < names.size(); i++) {
            Name name = names.get(i);
            List<String> found = context.ids().in(name.text());
            if (!found.isEmpty()) {
                List<Name> searched = names.subList(0, i + 1);
                return RuleResult.found(
                                found, name.source() + " \"" + name.text() + "\" has " + String.join(", ", found))
                        .withNearMisses(() -> nearMisses(test, searched, context));
            }
        }
        return RuleResult.nothing("neither the name of the test nor of its class has an id matching " + context.ids())
                .withNearMisses(() -> nearMisses(test, names, context));
    }

    private static List<NearMiss> nearMisses(LocatedTest test, List<Name> searched, Context context) {
        try {
            return Stream.concat(
                            amongTypes(test, context.ids()),
                            searched.stream().flatMap(name -> context.nearMisses().in(name.text()).stream()))
                    .distinct()
                    .toList();
        } catch (SlowPatternException e) {
            String name = test.displayName();
            context.counted().add(slow(context.ids()), name.substring(0, Math.min(name.length(), SHOWN)));
            return List.of();
        }
    }

    private static CountedFindings.Kind slow(IdFinder ids) {
        return new CountedFindings.Kind(
                Finding.Severity.WARNING,
                "have a name that was not searched, because the pattern " + ids + " takes too many steps",
                "Set <idPattern> to a pattern without nested repetition.");
    }

    private static List<Name> names(LocatedTest test) {
        Stream<Name> own = test.ofClass() ? Stream.empty() : Stream.of(new Name("test name", testName(test)));
        Stream<Name> displayed = test.execution().labels().stream()
                .filter(label -> label.kind() == Label.Kind.DISPLAY_NAME)
                .map(label -> new Name(label.source() + " display name", label.text()));
        Stream<Name> classes = classNames(test).stream().map(name -> new Name("class name", name));
        return Stream.of(own, displayed, classes).flatMap(found -> found).toList();
    }

    private static Stream<NearMiss> amongTypes(LocatedTest test, IdFinder ids) {
        return test.match().name().types().stream()
                .flatMap(types -> ids.in(types).stream())
                .map(id -> new NearMiss(test.execution().name(), Optional.of(id)));
    }

    /** Parameter types are no part of the name. */
    private static String testName(LocatedTest test) {
        TestName name = test.match().name();
        return name.base() + name.index() + name.free();
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
}
