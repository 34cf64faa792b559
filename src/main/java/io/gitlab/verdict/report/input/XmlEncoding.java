package io.gitlab.verdict.report.input;

import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of an XML file, by appendix F of the XML recommendation: byte order mark, then the pattern of {@code <?}, then
 * the declaration, else UTF-8.
 *
 * @param charset the encoding to read with
 * @param origin where it is from, for messages
 * @param unknown the encoding that the file declares and Java does not support; empty if there is none
 */
record XmlEncoding(Charset charset, String origin, Optional<String> unknown) {

    /** As many bytes at the beginning of a file determine its encoding. */
    static final int HEAD_BYTES = 256;

    private static final Map<String, String> BY_FIRST_BYTES = Map.of(
            "0000feff", "UTF-32",
            "fffe0000", "UTF-32",
            "0000003c", "UTF-32BE",
            "3c000000", "UTF-32LE",
            "feff", "UTF-16",
            "fffe", "UTF-16",
            "003c", "UTF-16BE",
            "3c00", "UTF-16LE",
            "efbbbf", "UTF-8");

    private static final Pattern DECLARED =
            Pattern.compile("\\A\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([\\w.:+-]+)[\"']");
    /** A declaration that is readable byte by byte is not in these, even if it names one of them. */
    private static final Pattern WIDE = Pattern.compile("(?i)(UTF-?(16|32)|ISO-10646-UCS-).*");

    static XmlEncoding of(byte[] head) {
        for (int bytes = 4; bytes > 1; bytes--) {
            String charset = BY_FIRST_BYTES.get(HexFormat.of().formatHex(head, 0, Math.min(bytes, head.length)));
            if (charset != null) {
                return new XmlEncoding(Charset.forName(charset), "as its first bytes say", Optional.empty());
            }
        }
        return declared(new String(head, StandardCharsets.ISO_8859_1));
    }

    /** A decoder that marks what it cannot decode with {@link CharacterKinds#MALFORMED}. */
    CharsetDecoder decoder() {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(String.valueOf(CharacterKinds.MALFORMED));
    }

    private static XmlEncoding declared(String head) {
        Matcher declaration = DECLARED.matcher(head);
        if (!declaration.find()) {
            return utf8("since it declares none", Optional.empty());
        }
        String name = declaration.group(1);
        if (WIDE.matcher(name).matches()) {
            return utf8("since its first bytes are not " + name + ", which it declares", Optional.empty());
        }
        try {
            return new XmlEncoding(Charset.forName(name), "as it declares", Optional.empty());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return utf8("since Java does not support " + name + ", which it declares", Optional.of(name));
        }
    }

    private static XmlEncoding utf8(String origin, Optional<String> unknown) {
        return new XmlEncoding(StandardCharsets.UTF_8, origin, unknown);
    }
}
