package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
              actual:   application/vnd.oci.image.manifest.v1+json\
            """);
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

    @Test
    void kind() {
        assertThat(manifest).isOci().hasNoArtifactType().hasNoSubject().hasNoForeignLayers();
        assertThat(docker()).isDocker();
        fails(m -> m.isDocker(), """
            media type of manifest
              expected: application/vnd.docker.distribution.manifest.v2+json
              actual:   application/vnd.oci.image.manifest.v1+json\
            """);
        fails(docker(), m -> m.isOci(), """
            media type of manifest
              expected: application/vnd.oci.image.manifest.v1+json
              actual:   application/vnd.docker.distribution.manifest.v2+json\
            """);
    }

    @Test
    void artifact() {
        ImageManifest signature = docker();
        assertThat(signature).hasArtifactType("a/signature").hasSubject(app);
        fails(signature, m -> m.hasArtifactType("a/b"), """
            artifact type
              expected: "a/b"
              actual:   "a/signature\"\
            """);
        fails(signature, m -> m.hasNoArtifactType(), "no artifact type\n  actual: \"a/signature\"");
        fails(signature, m -> m.hasSubject(base), "subject\n  expected: " + base + "\n  actual:   " + app);
        fails(signature, m -> m.hasNoSubject(), "no subject\n  actual: " + app);
        fails(
                signature,
                m -> m.hasNoForeignLayers(),
                "no foreign layers\n  actual: " + base
                        + " (application/vnd.docker.image.rootfs.foreign.diff.tar.gzip)");
    }

    @Test
    void descriptors() {
        assertThat(docker())
                .config(c -> c.hasSize(2))
                .layer(0, l -> l.hasDigest(base))
                .subject(s -> s.hasDigest(app))
                .hasLayerCount(1);
        fails(m -> m.layer(7).hasSize(1), "layer 7, but the manifest does not have it\n  layers: " + base + ", " + app);
        fails(m -> m.subject().hasSize(1), "a subject, but there is none");
        assertThatThrownBy(() -> assertThat(manifest).layer(-1).hasSize(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid layer -1: expected a number from 0, the base layer");
        assertThatThrownBy(() -> assertThat(manifest).config().hasSize(1))
                .hasMessageStartingWith(
                        "[manifest · " + WebImage.shortForm(manifest.digest()) + " · descriptor of config]");
    }

    private ImageManifest docker() {
        return ImageManifest.parse("""
            {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
             "artifactType": "a/signature", "subject": {"mediaType": "a/b", "digest": "%1$s", "size": 1},
             "config": {"mediaType": "a/b", "digest": "%1$s", "size": 2},
             "layers": [{"mediaType": "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip",
               "digest": "%2$s", "size": 3}]}
            """.formatted(app, base).getBytes(StandardCharsets.UTF_8));
    }

    private static void fails(ImageManifest manifest, Consumer<ImageManifestAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(manifest)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[manifest · " + WebImage.shortForm(manifest.digest()) + "]\nExpecting " + message);
    }

    private void fails(Consumer<ImageManifestAssert> check, String message) {
        fails(manifest, check, message);
    }
}
