package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Finding;
import io.gitlab.verdict.domain.Label;
import io.gitlab.verdict.domain.NearMiss;
import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.resolve.ids.IdFinder;
import io.gitlab.verdict.resolve.ids.SlowPatternException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Map<String, List<Name>> ofClasses = new HashMap<>();
        RuleResult nothing =
                RuleResult.nothing("neither the name of the test nor of its class has an id matching " + context.ids());
        return test -> {
            List<Name> names = names(test, context.ids(), ofClasses);
            for (int i = 0; i < names.size(); i++) {
                if (!names.get(i).ids().isEmpty()) {
                    return found(names.subList(0, i + 1), test, context);
                }
            }
            return nothing.withNearMisses(() -> nearMisses(test, names, context));
        };
    }

    /**
     * A name with its ids.
     *
     * @param source where the name is from, for the explanation
     */
    private record Name(String source, String text, List<String> ids) {
        static Name of(String source, String text, IdFinder finder) {
            return new Name(source, text, finder.in(text));
        }
    }

    /** @param searched the names up to the one that has ids */
    private static RuleResult found(List<Name> searched, LocatedTest test, Context context) {
        Name name = searched.get(searched.size() - 1);
        return RuleResult.found(
                        name.ids(), name.source() + " \"" + name.text() + "\" has " + String.join(", ", name.ids()))
                .withNearMisses(() -> nearMisses(test, searched, context));
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

    /** @param ofClasses the names of each class, because many executions are of the same class */
    private static List<Name> names(LocatedTest test, IdFinder ids, Map<String, List<Name>> ofClasses) {
        List<Name> names = new ArrayList<>();
        if (!test.ofClass()) {
            names.add(Name.of("test name", testName(test), ids));
        }
        for (Label label : test.execution().labels()) {
            if (label.kind() == Label.Kind.DISPLAY_NAME) {
                names.add(Name.of(label.source() + " display name", label.text(), ids));
            }
        }
        String name = test.className();
        boolean displayName = test.type().isEmpty() && name.indexOf(' ') >= 0;
        names.addAll(
                displayName
                        ? List.of(Name.of("class name", name, ids))
                        : ofClasses.computeIfAbsent(name, absent -> nesting(name, ids)));
        return names;
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

    private static List<Name> nesting(String className, IdFinder ids) {
        List<Name> nesting = new ArrayList<>();
        for (String name : className.substring(className.lastIndexOf('.') + 1).split("\\$")) {
            nesting.add(0, Name.of("class name", name, ids));
        }
        return nesting;
    }
}
