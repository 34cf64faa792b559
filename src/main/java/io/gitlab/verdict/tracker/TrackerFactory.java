package io.gitlab.verdict.tracker;

import java.util.Set;

/** Makes a tracker of one kind; found by its {@code @Named} name, which is the value of the {@code tracker} setting. */
public interface TrackerFactory {

    /** Regular expression of this tracker's test case ids in test names, such as {@code TC\d+}. */
    String idPattern();

    /** Names of the settings of this tracker's block, such as {@code workspace}. */
    Set<String> settingNames();

    /**
     * Opens the tracker; sends nothing.
     *
     * @throws io.gitlab.verdict.domain.InvalidSettingException if a setting is missing or cannot work
     */
    Tracker open(TrackerConnection connection);
}
