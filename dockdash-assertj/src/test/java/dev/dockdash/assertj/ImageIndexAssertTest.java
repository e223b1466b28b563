package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ImageIndexAssertTest {

    private static final Digest AMD64 = Digest.of(new byte[] {1});
    private static final Digest ARM64 = Digest.of(new byte[] {2});
    private static final Digest ATTESTATION = Digest.of(new byte[] {3});

    private final ImageIndex index = ImageIndex.of(
            List.of(
                    manifest(AMD64).withPlatform(Platform.LINUX_AMD64),
                    manifest(ARM64)
                            .withPlatform(Platform.parse("linux/arm64/v8"))
                            .withAnnotations(Map.of("a", "b")),
                    attestation(Platform.parse("unknown/unknown"))),
            Map.of("team", "blue"));

    private static Descriptor manifest(Digest digest) {
        return Descriptor.of(MediaType.OCI_MANIFEST, digest, 7);
    }

    private static Descriptor attestation(Platform platform) {
        return manifest(ATTESTATION)
                .withPlatform(platform)
                .withAnnotations(Map.of(
                        "vnd.docker.reference.type",
                        "attestation-manifest",
                        "vnd.docker.reference.digest",
                        AMD64.toString()));
    }

    @Test
    void digestAndType() {
        assertThat(index).hasDigest(index.digest().toString()).hasMediaType(MediaType.OCI_INDEX);
        fails(i -> i.hasDigest(AMD64), "digest of index\n  expected: " + AMD64 + "\n  actual:   " + index.digest());
        fails(i -> i.hasMediaType(MediaType.DOCKER_MANIFEST_LIST), """
            media type of index
              expected: application/vnd.docker.distribution.manifest.list.v2+json
              actual:   application/vnd.oci.image.index.v1+json\
            """);
    }

    @Test
    void platforms() {
        assertThat(index).hasPlatforms("linux/arm64").hasExactlyPlatforms("linux/arm64", "linux/amd64");
        fails(i -> i.hasPlatforms("linux/arm64", "linux/s390x"), """
            platforms to include: linux/arm64, linux/s390x
              missing: linux/s390x
              actual:  linux/amd64, linux/arm64/v8\
            """);
        fails(i -> i.hasExactlyPlatforms("linux/amd64", "linux/s390x"), """
            platforms to be exactly: linux/amd64, linux/s390x
              missing:    linux/s390x
              unexpected: linux/arm64/v8\
            """);
        assertThatThrownBy(() -> assertThat(index).hasPlatforms("linux")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void manifestsWithoutAttestations() {
        assertThat(index).hasManifestCount(2);
        fails(
                i -> i.hasManifestCount(3),
                "number of manifests\n  expected:  3\n  actual:    2\n  manifests: " + AMD64
                        + " (linux/amd64)\n             " + ARM64 + " (linux/arm64/v8)");
    }

    @Test
    void attestationThatKeepsThePlatformIsNoImage() {
        ImageIndex strange = ImageIndex.of(
                List.of(attestation(Platform.LINUX_AMD64), manifest(AMD64).withPlatform(Platform.LINUX_AMD64)),
                Map.of());
        assertThat(strange).hasManifestCount(1).manifest("linux/amd64").hasDigest(AMD64);
    }

    @Test
    void attestations() {
        assertThat(index).hasAttestationFor("linux/amd64");
        assertThat(ImageIndex.of(index.manifests().subList(0, 2), Map.of())).hasNoAttestations();
        fails(
                i -> i.hasAttestationFor("linux/arm64"),
                "an attestation for linux/arm64, but there is none\n  image:        " + ARM64 + "\n  attestations: "
                        + ATTESTATION + " (unknown/unknown)");
        fails(i -> i.hasNoAttestations(), "no attestations\n  actual: " + ATTESTATION + " (unknown/unknown)");
        fails(i -> i.hasAttestationFor("linux/s390x"), """
            an image for linux/s390x, but there is none
              platforms: linux/amd64, linux/arm64/v8\
            """);
    }

    @Test
    void annotations() {
        assertThat(index).hasAnnotation("team", "blue").doesNotHaveAnnotation("x");
        fails(i -> i.hasAnnotation("team", "red"), """
            annotation team
              expected: "red"
              actual:   "blue"
              all:      team\
            """);
        fails(i -> i.doesNotHaveAnnotation("team"), "no annotation team\n  actual: \"blue\"");
    }

    @Test
    void manifest() {
        assertThat(index)
                .manifest("linux/amd64", m -> m.hasDigest(AMD64))
                .manifest("linux/arm64")
                .hasAnnotation("a", "b")
                .hasSize(7);
        fails(i -> i.manifest("linux/s390x").hasSize(7), """
            an image for linux/s390x, but there is none
              platforms: linux/amd64, linux/arm64/v8\
            """);
    }

    private void fails(Consumer<ImageIndexAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(index)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[index · " + WebImage.shortForm(index.digest()) + "]\nExpecting " + message);
    }
}
