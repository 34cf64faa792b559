package io.gitlab.verdict.evidence;

import java.util.List;
import java.util.regex.Pattern;

/** Well-known forms of secrets. No secret is longer than {@link #LONGEST}, except a private key with headers. */
final class SecretShapes {
    static final int LONGEST = 20_000;

    private static final String PEM = "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----";
    private static final String PEM_END = "-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----";
    private static final String NAMES = "(?:password|passwd|passphrase|pwd|secret|token|credentials?"
            + "|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|signing[_-]?key)";

    private static final List<String> SHAPES = List.of(
            // No dashes of another key are within, so that the search never scans a text twice.
            "(?<secret>" + PEM + "[^-]{0,16384}+(?:-(?!----)[^-]{0,4096}+){0,16}+" + PEM_END + "|" + PEM
                    + "[A-Za-z0-9+/=\\s:,\\\\-]{0,16384}+)",
            "(?i)authorization[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?"
                    + "(?<secret>(?:(?:basic|bearer|token|digest|negotiate|apikey)\\s{1,4})?[^\\s\"',;]{4,16384}+)",
            "(?i)\\bbearer\\s{1,4}(?<secret>[a-z0-9._~+/=-]{8,16384}+)",
            "(?i)\\b(?:x-api-key|api-key|private-token|job-token|zsessionid|x-auth-token|set-cookie|cookie)[\"']?"
                    + "\\s{0,4}[:=]\\s{0,4}[\"']?(?<secret>[^\\r\\n\"']{4,16384}+)",
            // The password in a URL.
            "://[^\\s/:@\"'<>]{0,256}:(?<secret>[^\\s/@\"'<>]{1,1024}+)@",
            "(?i)" + NAMES + "[\"']?\\s{0,2}=\\s{0,2}[\"']?(?<secret>[^\\s\"'&,;<>]{4,16384}+)",
            "(?i)" + NAMES + "\"\\s{0,4}:\\s{0,4}\"(?<secret>[^\"\\r\\n]{4,16384}+)\"",
            // Tokens as documented by GitLab, GitHub, Slack, Stripe, npm, PyPI, Hugging Face, AWS, Google and OpenAI.
            "\\b(?<secret>gl(?:pat|dt|rt|rtr|ptt|cbt|soat|ft|oas|imt|agent|ffct)-[\\w.-]{16,512}+|GR1348941[\\w-]{16,64}+"
                    + "|gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_\\w{20,255}+|xox[abeoprs]-[A-Za-z0-9-]{10,255}+"
                    + "|[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}+|npm_[A-Za-z0-9]{36}|pypi-[\\w-]{40,512}+"
                    + "|hf_[A-Za-z0-9]{30,64}+|A[KS]IA[0-9A-Z]{16}|AIza[\\w-]{35}|sk-[\\w-]{20,512}+)",
            // JSON web tokens. A run of characters that is not a token is skipped as a whole.
            "\\b(?<secret>eyJ[\\w-]{10,8192}+\\.[\\w-]{10,8192}+\\.[\\w-]{0,2048}+)|\\beyJ[\\w-]{10,8192}+");

    private SecretShapes() {}

    static List<SecretShape> all() {
        return SHAPES.stream().map(Pattern::compile).map(SecretShape::of).toList();
    }
}
