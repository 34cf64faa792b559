package io.gitlab.verdict.evidence;

import io.gitlab.verdict.domain.TestExecution;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The names of a result's attachments: unique, and valid in any file system. */
final class AttachmentNames {
    private static final int LONGEST = 120;

    private final Set<String> taken = new HashSet<>();
    private final boolean folded;

    /** @param folded whether the result has several executions: then each name begins with the execution of the file */
    AttachmentNames(boolean folded) {
        this.folded = folded;
    }

    String next(String fileName, TestExecution execution) {
        String whole = folded ? label(execution) + "-" + fileName : fileName;
        String name = clean(whole);
        String free = name;
        for (int copy = 2; !taken.add(free.toLowerCase(Locale.ROOT)); copy++) {
            free = base(name) + "-" + copy + extension(name);
        }
        return free;
    }

    private static String label(TestExecution execution) {
        String className = execution.className();
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return execution.name().isEmpty() ? simple : simple + "." + execution.name();
    }

    static String clean(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}\\p{Cs}<>:\"/\\\\|?*\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "_")
                .strip();
        String named = safe.isEmpty() || safe.matches("\\.+") ? "file" : safe;
        String extension = extension(named);
        return named.length() <= LONGEST ? named : cut(base(named), LONGEST - extension.length()) + extension;
    }

    /** A surrogate pair is not split. */
    private static String cut(String text, int longest) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String base(String name) {
        return name.substring(0, name.length() - extension(name).length());
    }

    /** The extension with its dot; empty if there is none. */
    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
    }
}
