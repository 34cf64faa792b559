package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String VALUE = "hunter2-and-more";
    private static final String PEM = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"
            + "MIIEpAIBAAKCAQEA/+bc\n".repeat(60) + "-----END RSA PRIVATE KEY-----";

    private static final Redaction REDACTION = Redaction.of(
            Map.of("DEPLOY_TOKEN", VALUE, "LOGIN", "otherlogin", "PATH", "/usr/bin:/bin", "SHORT_KEY", "abc"),
            Set.of("LOGIN"),
            Stream.of("given-key"),
            List.of(SecretShape.configured("customer-\\d{4}"), SecretShape.configured("pin=(\\d+)")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic SECRETsecret==",
                "\"authorization\":\"Bearer SECRETsecret.x-y\"",
                "curl -H 'PRIVATE-TOKEN: SECRETsecret'",
                "Cookie: a=SECRETsecret; b=c",
                "https://me:SECRETsecret@gitlab.example/x.git",
                "jdbc:postgresql://app:SECRETsecret@db:5432/shop",
                "password=SECRETsecret",
                "db.password = SECRETsecret",
                "{\"client_secret\": \"SECRETsecret\"}",
                "&api_key=SECRETsecret&x=1",
                "glpat-SECRETsecret12345678",
                "ghp_SECRETsecret1234567890",
                "xoxb-SECRETsecret-123",
                "eyJhbGciOiJIUzI1NiJ9.eyJSECRETsecret.SECRETsecret",
                "-----BEGIN PRIVATE KEY-----\nSECRETsecret\n-----END PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\\nSECRETsecret",
            })
    void masksWhatLooksLikeASecret(String text) {
        assertThat(REDACTION.mask("before " + text + " after"))
                .contains("before ", "***")
                .doesNotContain("SECRETsecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at shop.CartIT.adds(CartIT.java:42)",
                "expected: <TokenType.EOF> but was: <1>",
                "http://localhost:8080/cart?page=2",
                "the token has expired",
                "shop.KeyTest.keys(String)[1] password too short",
                "PATH is /usr/bin:/bin, abc",
            })
    void leavesTheRestAsItIs(String text) {
        assertThat(REDACTION.mask(text)).isEqualTo(text);
    }

    @Test
    void masksValuesInAllTheirForms() {
        assertThat(REDACTION.mask(
                        "a " + VALUE + " aHVudGVyMi1hbmQtbW9yZQ== otherlogin given-key customer-1234 pin=99;"))
                .isEqualTo("a *** *** *** *** *** pin=***;");
    }

    /** Wherever the reader cuts, and however long the text between. */
    @Property(tries = 30)
    void masksTheSameInAStreamAsInAWhole(@ForAll Random random) throws IOException {
        List<String> secrets = List.of(VALUE, PEM, "Authorization: Bearer abcdefghij", "customer-1234", "given-key");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            text.append("x y\n".repeat(random.nextInt(30_000)))
                    .append(" ")
                    .append(secrets.get(random.nextInt(secrets.size())))
                    .append("\n");
        }
        StringWriter masked = new StringWriter();

        REDACTION.mask(inPieces(text.toString(), random), masked);

        assertThat(masked.toString().equals(REDACTION.mask(text.toString()))).isTrue();
        assertThat(masked.toString()).doesNotContain(VALUE).doesNotContain("MIIEpAIBAAKCAQEA");
    }

    private static Reader inPieces(String text, Random random) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(70_000)));
            }
        };
    }

    /** Each of these made a search scan the same text thousands of times. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ-",
                "eyJaaaaaaaaaaa.eyJ-",
                "-----BEGIN PRIVATE KEY-----!",
                "-----BEGIN PRIVATE KEY-----!-",
                "://a:b",
                "password\":\"",
                "authorization:",
                "tokens",
                "glpat-",
            })
    void readsAHostileTextOnlyAFewTimes(String text) {
        for (int length : new int[] {1 << 15, 1 << 18}) {
            CountingText hostile = new CountingText(text.repeat(length / text.length()));
            SecretShapes.all().forEach(shape -> shape.find(hostile, (start, end) -> {}));
            assertThat(hostile.read / length).isLessThan(SecretShapes.all().size() * 40L);
        }
    }

    /** Counts how often its characters are read. */
    private static final class CountingText implements CharSequence {
        private final String text;
        private long read;

        CountingText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            read++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void refusesAConfiguredPatternThatNeedsBacktracking() {
        assertThatIllegalArgumentException().isThrownBy(() -> SecretShape.configured("(?=a)b"));
        assertThat(SecretShape.configured("(a+)+b")).isNotNull();
    }
}
