package io.gitlab.verdict.tracker.qmetry.project;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Test case keys such as {@code ACME-TC-12}, and how test names spell them. */
public final class TestCaseKeys {
    /** Keys may contain digits. In a Java name a key starts at a word boundary: {@code loginACME_TC_1} is of ACME. */
    public static final String ANY = "(?:[A-Za-z0-9]+-TC-|(?:[A-Z0-9]+|[A-Z]?[a-z0-9]+)_TC_)\\d+";

    /** What may precede a project key that starts with a digit, where there is no word boundary. */
    private static final String WORD = "(?:[\\p{L}\\p{N}]*\\p{Ll})?";

    private static final Pattern KEY = Pattern.compile("([\\p{L}\\p{N}]+)[-_]TC[-_](\\d+)", Pattern.CASE_INSENSITIVE);

    /** All upper or all lower case, so that {@code Shop} counts as a name; digits alone are a project id. */
    private static final Pattern PROJECT_KEY = Pattern.compile("(?=.*[A-Za-z])(?:[A-Z0-9]{1,10}|[a-z0-9]{1,10})");

    private TestCaseKeys() {}

    /** Whether the value of {@code <qmetry><project>} has the form of a project key, rather than of a name or an id. */
    public static boolean isProjectKey(String project) {
        return PROJECT_KEY.matcher(project).matches();
    }

    /**
     * Regular expression of test case keys in test names.
     *
     * @param project the value of {@code <qmetry><project>}; if it may be a key, only keys of this project match
     */
    public static String pattern(String project) {
        if (isProjectKey(project)) {
            return ofProject(project);
        }
        return project.matches("\\d+") ? ofProject(project) + "|" + ANY : ANY;
    }

    /** In a Java name a key that starts with a digit may follow a lower case letter: {@code login3b3_TC_1} is of 3b3. */
    private static String ofProject(String key) {
        String any = "(?i:" + key + ")";
        return Character.isDigit(key.charAt(0))
                ? "(?:" + any + "-TC-|" + WORD + any + "_TC_)\\d+"
                : any + "(?:-TC-|_TC_)\\d+";
    }

    /** The key as QMetry spells it. Case is kept, because QMetry ignores it; the configured project key is taken as it is. */
    public static String normalize(String found, String project) {
        Matcher key = KEY.matcher(found);
        if (!key.matches()) {
            return found;
        }
        boolean own = project.matches("[A-Za-z0-9]+") && found.matches(ofProject(project));
        return (own ? project : key.group(1)) + "-TC-" + key.group(2);
    }
}
