package io.gitlab.verdict.run;

import io.gitlab.verdict.report.ReportDirectory;
import io.gitlab.verdict.report.supplement.ModuleDirectories;
import io.gitlab.verdict.resolve.bytecode.ModuleClasses;
import java.nio.file.Path;
import java.util.List;

/** Where the files of a build are. */
public interface ProjectLayout {

    /** The directory of the top project, or the working directory. Relative paths in settings are relative to it. */
    Path top();

    /** The directory for the files that describe a run, such as {@code target/verdict}. */
    Path output();

    /** The text that identifies the build if neither a setting nor the CI system does. */
    String build();

    /** The modules of the build; without a POM, the working directory alone, under an empty name. */
    List<ModuleDirectories> modules();

    /** Where test reports are by default. */
    List<ReportDirectory> defaultReports();

    /** Where compiled tests and their dependencies are by default. */
    List<ModuleClasses> defaultClasses();
}
