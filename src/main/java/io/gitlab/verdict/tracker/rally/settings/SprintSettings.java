package io.gitlab.verdict.tracker.rally.settings;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the {@code <rally>} block for the test set of an iteration.
 *
 * @param iteration name, ObjectID or ref; empty: the current iteration
 * @param testSetName name of the test set; {@code {iteration}} is replaced by the name of the iteration
 * @param create whether a publication creates a missing test set
 * @param release name of the release of the test set
 * @param owner user name of the owner of the test set
 * @param testFolder name of the test folder, with {@code {iteration}}; empty: none
 */
public record SprintSettings(
        Optional<String> iteration,
        String testSetName,
        boolean create,
        Optional<String> release,
        Optional<String> owner,
        Optional<String> testFolder) {

    static final Set<String> NAMES =
            Set.of("iteration", "testSetName", "createTestSet", "release", "owner", "testFolder");
    private static final String DEFAULT_NAME = "Sprint-{iteration}-Automated-Tests";
    private static final String PLACEHOLDER = "{iteration}";

    static SprintSettings of(Map<String, String> settings) {
        return new SprintSettings(
                Optional.ofNullable(settings.get("iteration")),
                template("testSetName", settings.getOrDefault("testSetName", DEFAULT_NAME)),
                flag(settings.getOrDefault("createTestSet", "false")),
                Optional.ofNullable(settings.get("release")),
                Optional.ofNullable(settings.get("owner")),
                Optional.ofNullable(settings.get("testFolder")).map(text -> template("testFolder", text)));
    }

    /** Without the placeholder, all iterations would share one name. */
    private static String template(String setting, String value) {
        if (!value.contains(PLACEHOLDER)) {
            throw new InvalidSettingException("<rally><" + setting + "> is \"" + value + "\"; must contain "
                    + PLACEHOLDER + ", so that each iteration has its own name. Example: " + DEFAULT_NAME + ".");
        }
        return value;
    }

    private static boolean flag(String value) {
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new InvalidSettingException("<rally><createTestSet> is \"" + value + "\"; must be true or false.");
        }
        return Boolean.parseBoolean(value);
    }

    public String testSetName(String iterationName) {
        return testSetName.replace(PLACEHOLDER, iterationName);
    }

    public Optional<String> testFolder(String iterationName) {
        return testFolder.map(template -> template.replace(PLACEHOLDER, iterationName));
    }
}
