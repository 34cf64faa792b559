package io.gitlab.verdict.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitlab.verdict.domain.EvidenceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileLocatorTest {
    @TempDir
    private Path directory;

    private Path checkout;
    private Path top;
    private Path cart;

    @BeforeEach
    void makeProject() throws IOException {
        checkout = directory.resolve("checkout");
        top = checkout.resolve("shop");
        cart = top.resolve("cart");
        write("shop/cart/target/screens/a b.png");
        write("shop/cart/target/50%25.png");
        write("shop/cart/target/50%.png");
        write("shop/cart/target/a+b.png");
        write("shop/cart/e2e/results/login/shot.png");
        write("shop/target/top.png");
        write("shop/both/x.png");
        write("both/x.png");
        write("README.md");
        Files.createDirectories(cart.resolve("e2e/report"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    target/screens/a b.png               | shop/cart/target/screens/a b.png
                    target/screens/a%20b.png             | shop/cart/target/screens/a b.png
                    target/50%25.png                     | shop/cart/target/50%25.png
                    target/50%.png                       | shop/cart/target/50%.png
                    target/a+b.png                       | shop/cart/target/a+b.png
                    target/a%2Bb.png                     | shop/cart/target/a+b.png
                    target\\screens\\a b.png             | shop/cart/target/screens/a b.png
                    target/top.png                       | shop/target/top.png
                    shop/target/top.png                  | shop/target/top.png
                    """)
    void triesTheLiteralNameFirst(String name, String file) {
        assertThat(locate(name)).contains(checkout.resolve(file));
    }

    @Test
    void readsUris() {
        String screens = cart.resolve("target/screens") + "/";
        assertThat(List.of(
                        "file:" + screens + "a%20b.png",
                        "file://" + screens + "a%20b.png",
                        "file:///" + screens.substring(1) + "a b.png",
                        "FILE://localhost" + screens + "a%20b.png",
                        "file:target/screens/a%20b.png"))
                .allSatisfy(uri ->
                        assertThat(locate(uri)).map(Path::normalize).contains(cart.resolve("target/screens/a b.png")));
        assertThat(locate("file://elsewhere" + screens + "a%20b.png")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///C:/a/shot.png, C:/a/shot.png",
        "file:/c:/a/shot.png, c:/a/shot.png",
        "file://localhost/C|/a.png, C:/a.png",
        "file:C:/a.png, C:/a.png",
        "file:///a/C:/b.png, /a/C:/b.png",
        "file:///builds/a.png, /builds/a.png"
    })
    void readsUrisOfWindows(String uri, String path) {
        assertThat(FileLocator.ofUri(uri)).isEqualTo(path);
    }

    @Test
    void isRelativeToTheDirectoryOfItsReport() {
        EvidenceFile file = EvidenceFile.named("../results/login/shot.png", cart.resolve("e2e/report"));
        assertThat(directories().locate(file, "cart")).contains(cart.resolve("e2e/results/login/shot.png"));
    }

    @Test
    void keepsAParentAfterALinkThatIsNotTheParentOfTheName() throws IOException {
        Files.createSymbolicLink(cart.resolve("e2e/linked"), top.resolve("both"));
        assertThat(locate("e2e/linked/../target/top.png")).contains(cart.resolve("e2e/linked/../target/top.png"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /builds/acme/web/shop/cart/target/a+b.png        | shop/cart/target/a+b.png
                    /builds/acme/shop/cart/target/a+b.png            | shop/cart/target/a+b.png
                    C:\\builds\\acme\\shop\\cart\\target\\a+b.png    | shop/cart/target/a+b.png
                    file:///builds/acme/shop/cart/target/screens/a%20b.png | shop/cart/target/screens/a b.png
                    file:///C:/builds/acme/shop/cart/target/screens/a%20b.png | shop/cart/target/screens/a b.png
                    /builds/acme/other/target/top.png                | shop/target/top.png
                    """)
    void findsTheFileOfAnotherCheckoutByTheEndOfItsPath(String name, String file) {
        assertThat(locate(name)).contains(checkout.resolve(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/builds/acme/both/x.png",
                "/builds/README.md",
                "/builds/acme/../../outside/x.png",
                "/builds/nowhere/x.png",
                "builds/shop/target/top.png",
                "%",
                "target/%zz.png",
                "file:",
                "file://",
                "",
                "/"
            })
    void guessesNothing(String name) throws IOException {
        Files.createDirectories(directory.resolve("outside"));
        Files.writeString(directory.resolve("outside/x.png"), "x");
        assertThat(locate(name)).isEmpty();
    }

    private Optional<Path> locate(String name) {
        return directories().locate(EvidenceFile.named(name), "cart");
    }

    private EvidenceDirectories directories() {
        return new EvidenceDirectories(top, Map.of("cart", cart), Map.of(), Optional.of(checkout), List.of());
    }

    private void write(String file) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "x");
    }
}
