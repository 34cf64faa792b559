package io.gitlab.verdict.evidence;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The values of environment variables with names of secrets: no CI system lists the variables that it masks. */
final class SecretVariables {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(TOKEN|PASSWO?R?D|PASSPHRASE|SECRET|CREDENTIAL|PRIVATE|API_?KEY|JWT|(^|_)KEY(_|$)|(^|_)PAT$|(^|_)AUTH$).*");

    /** GitLab masks values of 8 characters and more; shorter ones occur in logs by chance. */
    private static final int SHORTEST = 8;

    private static final int SHORTEST_NAMED = 4;

    private SecretVariables() {}

    /**
     * The values in all encodings in which they may occur, the longest first.
     *
     * @param named variables that are secrets regardless of their names
     */
    static List<String> values(Map<String, String> environment, Set<String> named, Stream<String> others) {
        Stream<String> variables = environment.entrySet().stream()
                .filter(one -> named.contains(one.getKey())
                        ? one.getValue().strip().length() >= SHORTEST_NAMED
                        : SECRET_NAME.matcher(one.getKey()).matches()
                                && one.getValue().strip().length() >= SHORTEST
                                && !isFile(one.getValue()))
                .map(Map.Entry::getValue);
        return Stream.concat(variables, others)
                .map(String::strip)
                .flatMap(SecretVariables::forms)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** A variable of GitLab's type file holds the path of a file with the secret. */
    private static boolean isFile(String value) {
        try {
            return Path.of(value).isAbsolute() && Files.exists(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Stream<String> forms(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                value,
                // Text files are masked byte by byte, regardless of their encoding.
                new String(bytes, StandardCharsets.ISO_8859_1),
                URLEncoder.encode(value, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
}
