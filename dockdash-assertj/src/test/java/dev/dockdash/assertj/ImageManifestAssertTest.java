package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageManifestAssertTest {

    private ImageManifest manifest;
    private Digest base;
    private Digest app;

    @BeforeEach
    void build(@TempDir Path cache) throws IOException {
        manifest = WebImage.in(cache).image().manifest();
        base = manifest.layers().get(0).digest();
        app = manifest.layers().get(1).digest();
    }

    @Test
    void hasDigest() {
        assertThat(manifest)
                .hasDigest(manifest.digest())
                .hasDigest(manifest.digest().toString());
        fails(m -> m.hasDigest(base), "digest of manifest\n  expected: " + base + "\n  actual:   " + manifest.digest());
    }

    @Test
    void hasMediaType() {
        assertThat(manifest).hasMediaType(MediaType.OCI_MANIFEST).hasMediaType(MediaType.OCI_MANIFEST.value());
        fails(m -> m.hasMediaType(MediaType.DOCKER_MANIFEST), """
                media type of manifest
                  expected: application/vnd.docker.distribution.manifest.v2+json
                  actual:   application/vnd.oci.image.manifest.v1+json""");
    }

    @Test
    void hasLayerCount() {
        assertThat(manifest).hasLayerCount(2);
        fails(
                m -> m.hasLayerCount(1),
                "number of layers\n  expected: 1\n  actual:   2\n  layers:   " + base + "\n            " + app);
    }

    @Test
    void hasLayerDigests() {
        assertThat(manifest).hasLayerDigests(base, app).hasLayerDigests(base.toString(), app.toString());
        fails(
                m -> m.hasLayerDigests(app, base),
                "digests of layers\n  expected: " + app + "\n            " + base + "\n  actual:   " + base
                        + "\n            " + app);
    }

    @Test
    void hasAnnotation() {
        assertThat(manifest).hasAnnotation("team", "blue");
        fails(
                m -> m.hasAnnotation("tame", "blue"),
                "annotation tame\n  expected: \"blue\"\n  actual:   none\n  all:      team");
    }

    @Test
    void doesNotHaveAnnotation() {
        assertThat(manifest).doesNotHaveAnnotation("tame");
        fails(m -> m.doesNotHaveAnnotation("team"), "no annotation team\n  actual: \"blue\"");
    }

    private void fails(Consumer<ImageManifestAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(manifest)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[manifest · " + WebImage.shortForm(manifest.digest()) + "]\nExpecting " + message);
    }
}
