package io.gitlab.verdict.sandbox.rally.query;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a query: parentheses, quoted values without escapes, words. */
final class QueryTokens {
    private static final String END = "";

    private record Token(String text, boolean quoted) {}

    private final List<Token> tokens = new ArrayList<>();
    private final String query;
    private int next;

    QueryTokens(String query) {
        this.query = query;
        int at = 0;
        while (at < query.length()) {
            at = token(at);
        }
    }

    private int token(int at) {
        char first = query.charAt(at);
        if (Character.isWhitespace(first)) {
            return at + 1;
        }
        if (first == '"') {
            return quoted(at + 1);
        }
        int end = first == '(' || first == ')' ? at + 1 : wordEnd(at);
        tokens.add(new Token(query.substring(at, end), false));
        return end;
    }

    private int wordEnd(int at) {
        int end = at;
        while (end < query.length()
                && !Character.isWhitespace(query.charAt(end))
                && "()\"".indexOf(query.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int quoted(int start) {
        StringBuilder text = new StringBuilder();
        for (int at = start; at < query.length(); at++) {
            char character = query.charAt(at);
            if (character == '"') {
                tokens.add(new Token(text.toString(), true));
                return at + 1;
            }
            if (character == '\\' && at + 1 < query.length()) {
                text.append(unescaped(query.charAt(++at)));
            } else {
                text.append(character);
            }
        }
        throw QueryParser.unexpected("\"", "end of query");
    }

    private static String unescaped(char escape) {
        return switch (escape) {
            case 'q' -> "'";
            case 'l' -> "<";
            case 'g' -> ">";
            case '"', '\\' -> String.valueOf(escape);
            default -> "\\" + escape;
        };
    }

    boolean nextIs(String text) {
        return next < tokens.size()
                && !tokens.get(next).quoted()
                && tokens.get(next).text().equals(text);
    }

    boolean atEnd() {
        return next >= tokens.size();
    }

    boolean nextIsQuoted() {
        return !atEnd() && tokens.get(next).quoted();
    }

    String take() {
        return atEnd() ? END : tokens.get(next++).text();
    }

    /** The next token, as error texts show it. */
    String peek() {
        return atEnd() ? "end of query" : tokens.get(next).text();
    }

    void expect(String text) {
        if (!nextIs(text)) {
            throw QueryParser.unexpected(text, peek());
        }
        next++;
    }
}
