package io.gitlab.verdict.resolve;

import io.gitlab.verdict.domain.Rule;
import io.gitlab.verdict.settings.DefaultSettings;
import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where test case ids are searched, besides the mapping file.
 *
 * @param order names of the rules to try, in that order, such as {@code annotation}; empty: all rules in their own order.
 *     The mapping file always comes first, whether it is named or not
 * @param annotations further annotation types with ids, such as {@code com.acme.Tc} (its {@code value}) or
 *     {@code com.acme.Tc#key}; each value is one id, whether it matches the pattern or not
 * @param testCaseProperties keys of the statements that have ids, such as the testcase property {@code test_id}, in any case
 * @throws InvalidSettingException if a rule does not exist or is named twice, or an annotation has another form
 */
public record IdSources(List<String> order, List<String> annotations, Set<String> testCaseProperties) {
    private static final Pattern ANNOTATION = Pattern.compile("[^#\\s]+(?:#[^#\\s]+)?");

    public IdSources {
        order = order.stream().filter(name -> !name.equals(Rule.MAPPING.text())).toList();
        checkOrder(order);
        annotations = annotations.stream().map(String::trim).toList();
        annotations.forEach(IdSources::checkAnnotation);
        testCaseProperties = testCaseProperties.stream().map(IdSources::key).collect(Collectors.toUnmodifiableSet());
    }

    /** All rules in their own order, the default properties, and these annotations. */
    public static IdSources ofAnnotations(List<String> annotations) {
        return new IdSources(List.of(), annotations, Set.copyOf(DefaultSettings.TEST_CASE_PROPERTIES));
    }

    /** Whether statements of that key have ids. */
    boolean isTestCase(String key) {
        return testCaseProperties.contains(key(key));
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static void checkOrder(List<String> order) {
        List<String> known =
                IdRule.all().stream().map(rule -> rule.rule().text()).toList();
        for (String name : order) {
            if (!known.contains(name)) {
                throw new InvalidSettingException(
                        "<idSources> has \"" + name + "\", which is not a rule. The rules are "
                                + String.join(", ", known) + "; mapping is always the first.");
            }
            if (order.indexOf(name) != order.lastIndexOf(name)) {
                throw new InvalidSettingException("<idSources> has \"" + name + "\" twice. Name each rule once.");
            }
        }
    }

    private static void checkAnnotation(String annotation) {
        if (!ANNOTATION.matcher(annotation).matches()) {
            throw new InvalidSettingException("<annotations> has \"" + annotation
                    + "\", which is not an annotation type. Write a class name such as com.acme.Tc, or com.acme.Tc#key for a"
                    + " member of it.");
        }
    }
}
