package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.TestExecution;
import io.gitlab.verdict.files.FileName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names of a result's attachments: unique, and valid in any file system. */
final class AttachmentNames {
    private final Set<String> taken = new HashSet<>();
    private final boolean folded;

    /** @param folded whether the result has several executions: then each name begins with the execution of the file */
    AttachmentNames(boolean folded) {
        this.folded = folded;
    }

    String next(String fileName, TestExecution execution) {
        String name = FileName.of(folded ? label(execution) + "-" + fileName : fileName);
        String free = name;
        for (int copy = 2; !taken.add(free.toLowerCase(Locale.ROOT)); copy++) {
            free = FileName.base(name) + "-" + copy + FileName.extension(name);
        }
        return free;
    }

    private static String label(TestExecution execution) {
        String className = execution.className();
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return execution.name().isEmpty() ? simple : simple + "." + execution.name();
    }
}
