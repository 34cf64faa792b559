package io.gitlab.verdict.sandbox.qmetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form with files. */
record Multipart(List<Part> parts) {
    private static final Pattern BOUNDARY = Pattern.compile("(?i)multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("(?is).*[;\\s]name=\"([^\"]*)\".*");
    private static final Pattern FILE = Pattern.compile("(?is).*filename=\"([^\"]*)\".*");
    private static final String END_OF_HEADERS = "\r\n\r\n";

    /** @param fileName empty if the part is not a file */
    record Part(String name, String fileName, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    static Multipart parse(String contentType, byte[] body) {
        Matcher type = BOUNDARY.matcher(contentType);
        if (!type.matches()) {
            throw QmetryRefusals.general();
        }
        // One character per byte: positions in the string are positions in the body.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "--" + type.group(1);
        List<Part> parts = new ArrayList<>();
        int start = text.indexOf(delimiter);
        int end = text.indexOf("\r\n" + delimiter, start + 1);
        while (start >= 0 && end > start) {
            parts.add(part(text.substring(start + delimiter.length() + 2, end)));
            start = end + 2;
            end = text.indexOf("\r\n" + delimiter, start + 1);
        }
        return new Multipart(parts);
    }

    private static Part part(String text) {
        int headersEnd = text.indexOf(END_OF_HEADERS);
        if (headersEnd < 0) {
            throw QmetryRefusals.general();
        }
        String headers = utf8(text.substring(0, headersEnd));
        byte[] content = text.substring(headersEnd + END_OF_HEADERS.length()).getBytes(StandardCharsets.ISO_8859_1);
        return new Part(group(NAME, headers), group(FILE, headers), content);
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? matcher.group(1) : "";
    }

    Optional<String> text(String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .map(Part::text)
                .findFirst();
    }

    List<Part> files() {
        return parts.stream().filter(part -> !part.fileName().isEmpty()).toList();
    }
}
