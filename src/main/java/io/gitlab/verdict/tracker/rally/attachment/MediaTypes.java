package io.gitlab.verdict.tracker.rally.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the media type of a file: by its first bytes, and for text and archives also by its name. */
final class MediaTypes {
    private static final int HEAD = 8 * 1024;
    private static final String ZIP = "application/zip";

    private record Signature(int offset, byte[] bytes, String type) {
        static Signature of(int offset, String bytes, String type) {
            return new Signature(offset, bytes.getBytes(StandardCharsets.ISO_8859_1), type);
        }

        boolean matches(byte[] head) {
            int end = offset + bytes.length;
            return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            Signature.of(0, "\u0089PNG\r\n\u001A\n", "image/png"),
            Signature.of(0, "\u00FF\u00D8\u00FF", "image/jpeg"),
            Signature.of(0, "GIF87a", "image/gif"),
            Signature.of(0, "GIF89a", "image/gif"),
            Signature.of(8, "WEBP", "image/webp"),
            Signature.of(0, "%PDF-", "application/pdf"),
            Signature.of(0, "PK\u0003\u0004", ZIP),
            Signature.of(0, "PK\u0005\u0006", ZIP),
            Signature.of(0, "\u001F\u008B", "application/gzip"),
            Signature.of(4, "ftypqt", "video/quicktime"),
            Signature.of(4, "ftyp", "video/mp4"),
            Signature.of(0, "\u001A\u0045\u00DF\u00A3", "video/webm"));

    private static final List<Signature> UTF_16 =
            List.of(Signature.of(0, "\u00FE\u00FF", ""), Signature.of(0, "\u00FF\u00FE", ""));

    private static final Map<String, String> ARCHIVES = Map.of(
            "jar", "application/java-archive",
            "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("json", "application/json"),
            Map.entry("har", "application/json"),
            Map.entry("xml", "application/xml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("html", "text/html"),
            Map.entry("htm", "text/html"),
            Map.entry("csv", "text/csv"),
            Map.entry("md", "text/markdown"),
            Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("yml", "application/yaml"));

    private MediaTypes() {}

    /** The media type, such as {@code image/png}; {@code application/octet-stream} for unknown bytes. */
    static String of(InputStream content, String name) throws IOException {
        byte[] head = content.readNBytes(HEAD);
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Signature signature : SIGNATURES) {
            if (signature.matches(head)) {
                return signature.type().equals(ZIP) ? ARCHIVES.getOrDefault(extension, ZIP) : signature.type();
            }
        }
        if (!isText(head)) {
            return "application/octet-stream";
        }
        String byName = TEXTS.get(extension);
        return byName == null ? textByContent(head) : byName;
    }

    private static String textByContent(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 64), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "text/html";
        }
        return start.startsWith("<?xml") ? "application/xml" : "text/plain";
    }

    /** Any encoding counts, and the escapes of coloured console output. */
    private static boolean isText(byte[] head) {
        if (UTF_16.stream().anyMatch(mark -> mark.matches(head))) {
            return true;
        }
        for (byte one : head) {
            boolean printable = one < 0 || one >= ' ' || one >= '\b' && one <= '\r' || one == 0x1B;
            if (!printable) {
                return false;
            }
        }
        return true;
    }
}
