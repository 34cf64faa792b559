package io.gitlab.verdict.run;

import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.resolve.ModuleClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the files of a build are. */
public interface ProjectLayout {

    /** The directory of the top project, or the working directory. Relative paths in settings are relative to it. */
    Path top();

    /** The directory for the files that describe a run, such as {@code target/verdict}. */
    Path output();

    /** The text that identifies the build if neither a setting nor the CI system does. */
    String build();

    /** The directory of each module, by its name in test executions. */
    Map<String, Path> moduleDirectories();

    /** Where test reports are by default. */
    List<ReportDirectory> defaultReports();

    /** Where compiled tests and their dependencies are by default. */
    List<ModuleClasses> defaultClasses();
}
