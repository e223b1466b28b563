package dev.dockdash.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarPathsTest {

    @Test
    void sameNameElsewhereIsSimilar() {
        assertThat(SimilarPaths.of("/app.jar", List.of("/opt/vendor/product/lib/app.jar", "/app.war.old", "/etc")))
                .containsExactly("/opt/vendor/product/lib/app.jar");
    }

    @Test
    void otherSpellingIsSimilar() {
        assertThat(SimilarPaths.of("/etc/passwd", List.of("/etc/PASSWD", "/etc/pasword", "/etc/group", "/tmp")))
                .containsExactly("/etc/PASSWD", "/etc/pasword");
    }

    @Test
    void nearestComesFirstAndFiveAreEnough() {
        List<String> many = IntStream.range(0, 9)
                .mapToObj(i -> "/" + "d".repeat(9 - i) + "/x")
                .toList();
        assertThat(SimilarPaths.of("/x", many)).containsExactly("/d/x", "/dd/x", "/ddd/x", "/dddd/x", "/ddddd/x");
    }

    @Test
    void pathItselfIsNotSimilar() {
        assertThat(SimilarPaths.of("/x", List.of("/x"))).isEmpty();
    }
}
