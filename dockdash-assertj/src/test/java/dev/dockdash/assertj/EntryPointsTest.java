package dev.dockdash.assertj;

import static dev.dockdash.assertj.BDDDockdashAssertions.then;
import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntryPointsTest {

    private WebImage web;
    private MultiPlatformImage images;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        web = WebImage.in(cache);
        images = MultiPlatformImage.of(
                web.image(),
                Image.scratch().platform(Platform.parse("linux/arm64")).build());
    }

    @Test
    void severalPlatforms() {
        assertThat(images)
                .hasDigest(images.digest())
                .hasExactlyPlatforms("linux/arm64", "linux/amd64")
                .eachPlatform(image -> image.config().hasOs("linux"))
                .platform("linux/amd64", image -> image.hasLayerCount(2))
                .platform("linux/arm64")
                .hasLayerCount(0);
        String header = "[index · " + WebImage.shortForm(images.digest()) + "]\nExpecting ";
        assertThatThrownBy(() -> assertThat(images).hasDigest(web.digest()))
                .hasMessage(header + "digest\n  expected: " + web.digest() + "\n  actual:   " + images.digest());
        assertThatThrownBy(() -> assertThat(images).hasExactlyPlatforms("linux/arm64"))
                .hasMessage(
                        header + "platforms to be exactly: linux/arm64\n  missing:    none\n  unexpected: linux/amd64");
        assertThatThrownBy(() -> assertThat(images).platform("linux/s390x").hasLayerCount(1))
                .hasMessage(
                        header + "an image for linux/s390x, but there is none\n  platforms: linux/amd64, linux/arm64");
        assertThatThrownBy(() -> assertThat(images).eachPlatform(image -> image.hasLayerCount(2)))
                .hasMessageStartingWith("[linux/arm64 · ");
    }

    @Test
    void behaviourDriven() throws IOException {
        then(web).hasLayerCount(2);
        then(web.image()).hasLayerCount(2);
        then(images).hasDigest(images.digest());
        then(images.index()).hasManifestCount(2);
        then(web.image().manifest()).hasLayerCount(2);
        then(web.image().manifest().config()).hasDigest(web.image().config().digest());
        then(web.image().config()).hasUser("1000");
        then(web.image().layers().get(0)).isGzip();
        then(web.image().layers().get(0).entries().get(0)).isSymbolicLinkTo("usr/bin");
        then(web.image().filesystem()).contains("/app");
        then("text").isEqualTo("text");
        assertThatThrownBy(() -> then(web).hasLayerCount(1)).isInstanceOf(AssertionError.class);
    }

    @Test
    void factories() {
        List<Object> objects = List.of(web, web.image());
        assertThat(objects).first(DockdashAssertFactories.IMAGE_HANDLE).hasLayerCount(2);
        assertThat(objects).last(DockdashAssertFactories.IMAGE).config().hasUser("1000");
        assertThatThrownBy(() ->
                        assertThat(objects).last(DockdashAssertFactories.IMAGE).hasLayerCount(1))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void everySubjectHasAllEntryPoints() {
        Set<Class<?>> subjects = subjects(DockdashAssertions.class, "assertThat");
        assertThat(subjects).hasSize(12);
        assertThat(subjects(BDDDockdashAssertions.class, "then")).isEqualTo(subjects);
        assertThat(subjects(DockdashSoftAssertionsProvider.class, "assertThat")).isEqualTo(subjects);
        assertThat(Arrays.stream(DockdashAssertFactories.class.getFields())
                        .filter(field -> field.getType() == InstanceOfAssertFactory.class))
                .hasSize(subjects.size());
    }

    private static Set<Class<?>> subjects(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !method.isSynthetic())
                .map(Method::getParameterTypes)
                .map(parameters -> parameters[0])
                .collect(Collectors.toSet());
    }
}
