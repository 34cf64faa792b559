package io.gitlab.verdict.text;

/** The first of any number of texts, and how many there are: {@code a.png and 3 more}. */
public final class Sample {
    private String first = "";
    private int count;

    public void add(String text) {
        first = count == 0 ? text : first;
        count++;
    }

    public void clear() {
        count = 0;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    @Override
    public String toString() {
        return count > 1 ? first + " and " + (count - 1) + " more" : first;
    }
}
