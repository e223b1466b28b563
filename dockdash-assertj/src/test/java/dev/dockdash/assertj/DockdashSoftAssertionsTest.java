package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatCode;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockdashSoftAssertionsTest {

    private WebImage web;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
    }

    @Test
    void everyFailureAfterNavigationIsKept() {
        List<String> sentences = sentences(softly -> {
            softly.assertThat(web)
                    .hasLayerCount(3)
                    .config()
                    .hasUser("0")
                    .hasCmd()
                    .hasEntrypoint("/app/serve");
            softly.assertThat(web).manifest().hasAnnotation("team", "red").hasLayerCount(1);
            softly.assertThat(web).layer(0).isZstd().isUncompressed().containsEntries("/nowhere");
            softly.assertThat(web).filesystem().contains("/nowhere").doesNotContain("/app");
            softly.assertThat(web).file("/app/serve").hasMode(0).isOwnedBy(1, 1).hasSize(1);
            softly.assertThat(web).file("/bin/ash").followingLinks().hasMode(0).hasSize(1);
        });
        assertThat(sentences)
                .containsExactly(
                        "number of layers",
                        "user",
                        "cmd",
                        "annotation team",
                        "number of layers",
                        "compression of layer",
                        "compression of layer",
                        "entries of layer to include: /nowhere",
                        "filesystem to contain: /nowhere",
                        "filesystem not to contain: /app",
                        "mode of /app/serve",
                        "owner of /app/serve",
                        "size in bytes of /app/serve",
                        "mode of /bin/ash (/usr/bin/sh)",
                        "size in bytes of /bin/ash (/usr/bin/sh)");
    }

    @Test
    void everyFailureInConsumersIsKept() {
        List<String> sentences = sentences(softly -> softly.assertThat(web.image())
                .config(c -> c.hasUser("0").hasCmd())
                .manifest(m -> m.hasLayerCount(1).hasAnnotation("team", "red"))
                .layer(0, l -> l.isZstd().isUncompressed())
                .filesystem(f ->
                        f.contains("/nowhere").file("/app", a -> a.hasMode(0).isRegularFile()))
                .file(
                        "/bin/ash",
                        f -> f.followingLinks(a -> a.hasMode(0).hasSize(1)).hasSymlinkTarget("dash"))
                .hasLayerCount(3));
        assertThat(sentences)
                .containsExactly(
                        "user",
                        "cmd",
                        "number of layers",
                        "annotation team",
                        "compression of layer",
                        "compression of layer",
                        "filesystem to contain: /nowhere",
                        "mode of /app",
                        "type of /app",
                        "mode of /bin/ash (/usr/bin/sh)",
                        "size in bytes of /bin/ash (/usr/bin/sh)",
                        "target of link of /bin/ash (/usr/bin/ash)",
                        "number of layers");
    }

    @Test
    void failuresOfContentAreKept() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(web).file("/app/serve").content().contains("bash").startsWith("#!/bin/bash");
        softly.assertThat(web).file("/app/lib/app.jar").bytes().hasSize(4).contains(9);
        softly.assertThat(web)
                .file("/app/serve", f -> f.content().contains("zsh").endsWith("zsh"))
                .file("/app/serve", f -> f.hasMode(0));
        softly.assertThat(web).asString().isEmpty();
        List<String> messages = messages(softly);
        assertThat(messages).hasSize(8);
        assertThat(messages.get(0)).startsWith(web.header("/app/serve").strip()).contains("bash");
        assertThat(messages.get(3)).startsWith(web.header("/app/lib/app.jar").strip());
        assertThat(messages.get(5)).startsWith(web.header("/app/serve").strip()).contains("zsh");
        assertThat(messages.get(6)).contains("Expecting mode of /app/serve");
    }

    @Test
    void whatCannotBeReachedIsOneFailure() {
        List<String> sentences = sentences(softly -> {
            softly.assertThat(web).layer(7).isZstd().containsEntries("/x").hasDigest(web.digest());
            softly.assertThat(web).layer(8, l -> l.isZstd()).hasLayerCount(3);
            softly.assertThat(web).file("/nowhere").content().isEqualTo("x").isBlank();
            softly.assertThat(web).file("/nowhere").bytes().hasSize(1);
            softly.assertThat(web)
                    .file("/nowhere")
                    .followingLinks()
                    .hasSize(1)
                    .followingLinks()
                    .doesNotExist();
        });
        assertThat(sentences)
                .containsExactly(
                        "layer 7, but the image does not have it",
                        "layer 8, but the image does not have it",
                        "number of layers",
                        "/nowhere to exist, but it does not",
                        "/nowhere to exist, but it does not",
                        "/nowhere to exist, but it does not");
    }

    @Test
    void nullIsOneFailureForEachCheckOrWay() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat((Image) null).hasLayerCount(1).hasDigest(web.digest());
        softly.assertThat((Image) null).config().hasUser("0").hasNoCmd();
        softly.assertThat((Image) null).file("/x").exists().content().isEmpty();
        softly.assertThat((Image) null).layer(0).asString().isEmpty();
        assertThat(messages(softly))
                .hasSize(5)
                .allSatisfy(message -> assertThat(message).contains("Expecting actual not to be null"));
    }

    @Test
    void everySubjectCanBeAsked() throws IOException {
        Image image = web.image();
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(image).hasLayerCount(0);
        softly.assertThat(image.manifest()).hasLayerCount(0);
        softly.assertThat(image.config()).hasNoUser();
        softly.assertThat(image.layers().get(0)).isZstd();
        softly.assertThat(image.filesystem()).contains("/nowhere");
        softly.assertThat("text").isEqualTo("other");
        assertThat(messages(softly)).hasSize(6);
    }

    @Test
    void messagesSayWhereTheCheckStands() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(web).config().hasUser("0");
        assertThat(messages(softly))
                .singleElement()
                .asString()
                .startsWith(web.header() + "Expecting user\n  expected: \"0\"\n  actual:   \"1000\"")
                .contains("at DockdashSoftAssertionsTest.messagesSayWhereTheCheckStands(");
    }

    @Test
    void assertSoftlyFailsWithAll() {
        assertThatCode(() -> DockdashSoftAssertions.assertSoftly(
                        softly -> softly.assertThat(web).config().hasUser("1000")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DockdashSoftAssertions.assertSoftly(softly -> {
                    softly.assertThat(web).config(c -> c.hasUser("0").hasNoCmd());
                    softly.assertThat(1).isEqualTo(2);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("(3 failures)")
                .hasMessageContaining("Expecting user")
                .hasMessageContaining("Expecting no cmd");
    }

    @Test
    void successIsReported() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        softly.assertThat(web).hasLayerCount(3);
        assertThat(softly.wasSuccess()).isFalse();
        softly.assertThat(web).hasLayerCount(2);
        assertThat(softly.wasSuccess()).isTrue();
    }

    @Test
    void unreadableLayerIsThrownAtOnce() {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        assertThatThrownBy(() -> softly.assertThat(LayerAssertTest.broken()).containsEntries("/x"))
                .isInstanceOf(UncheckedIOException.class);
        softly.assertAll();
    }

    @Test
    void providerIsMixedIntoOtherSoftAssertions() {
        assertThatThrownBy(() -> SoftAssertionsProvider.assertSoftly(
                        MixedSoftAssertions.class,
                        softly -> softly.assertThat(web).config().hasUser("0").hasNoCmd()))
                .hasMessageContaining("(2 failures)");
    }

    /** Soft assertions as a user would put them together. */
    public static class MixedSoftAssertions extends AbstractSoftAssertions implements DockdashSoftAssertionsProvider {}

    private static List<String> messages(DockdashSoftAssertions softly) {
        return softly.assertionErrorsCollected().stream()
                .map(Throwable::getMessage)
                .toList();
    }

    /** Returns the sentences of dockdash's messages, without their Expecting. */
    private static List<String> sentences(Consumer<DockdashSoftAssertions> assertions) {
        DockdashSoftAssertions softly = new DockdashSoftAssertions();
        assertions.accept(softly);
        return messages(softly).stream()
                .map(message -> message.lines().skip(1).findFirst().orElseThrow())
                .map(line -> line.replaceFirst("^Expecting ", ""))
                .toList();
    }
}
