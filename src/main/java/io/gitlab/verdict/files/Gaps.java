package io.gitlab.verdict.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a {@link FileListing} left out. Keeps a number and the first example of each reason. */
final class Gaps {
    private final Path directory;
    private int unreadable;
    private String firstUnreadable;
    private int tooDeep;
    private Path firstTooDeep;
    private int limit;

    Gaps(Path directory) {
        this.directory = directory;
    }

    void unreadable(Path path, IOException e) {
        if (unreadable++ == 0) {
            firstUnreadable = path + " (" + e.getClass().getSimpleName() + ")";
        }
    }

    void tooDeep(Path path) {
        if (tooDeep++ == 0) {
            firstTooDeep = path;
        }
    }

    void full(int files) {
        limit = files;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (unreadable == 1) {
            sentences.add(firstUnreadable + " cannot be read, so it was not searched.");
        } else if (unreadable > 1) {
            sentences.add(unreadable + " directories or files below " + directory
                    + " cannot be read, so they were not searched; the first is " + firstUnreadable + ".");
        }
        if (tooDeep > 0) {
            sentences.add(firstTooDeep + (tooDeep > 1 ? " and " + (tooDeep - 1) + " more directories are" : " is")
                    + " too deep below " + directory + " to be searched. Name a directory nearer to them.");
        }
        if (limit > 0) {
            sentences.add("The search below " + directory + " ended after " + limit
                    + " files, so later ones were not found. Name a smaller directory.");
        }
        return List.copyOf(sentences);
    }
}
