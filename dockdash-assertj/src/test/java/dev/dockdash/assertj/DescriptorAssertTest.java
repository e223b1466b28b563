package dev.dockdash.assertj;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;
import static dev.dockdash.assertj.DockdashAssertions.assertThatThrownBy;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DescriptorAssertTest {

    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final Digest OTHER = Digest.of(new byte[] {2});

    private final Descriptor descriptor = new Descriptor(
            MediaType.OCI_MANIFEST,
            DIGEST,
            5_000_000,
            Optional.of(Platform.parse("linux/arm64")),
            Map.of("team", "blue"),
            Optional.of("application/spdx+json"),
            List.of(),
            Optional.empty());

    @Test
    void digest() {
        assertThat(descriptor).hasDigest(DIGEST).hasDigest(DIGEST.toString());
        fails(d -> d.hasDigest(OTHER), "digest of descriptor\n  expected: " + OTHER + "\n  actual:   " + DIGEST);
    }

    @Test
    void mediaType() {
        assertThat(descriptor).hasMediaType(MediaType.OCI_MANIFEST).hasMediaType(MediaType.OCI_MANIFEST.value());
        fails(d -> d.hasMediaType(MediaType.OCI_INDEX), """
            media type of descriptor
              expected: application/vnd.oci.image.index.v1+json
              actual:   application/vnd.oci.image.manifest.v1+json\
            """);
    }

    @Test
    void size() {
        assertThat(descriptor).hasSize(5_000_000).hasSizeLessThan("5.1MB").hasSizeLessThan("5MiB");
        fails(d -> d.hasSize(1), "size in bytes of descriptor\n  expected: 1\n  actual:   5000000");
        fails(d -> d.hasSizeLessThan("5MB"), """
            size of descriptor to be less than: 5MB
              actual: 5000000 bytes (5.0 MB)\
            """);
        assertThatThrownBy(() -> assertThat(descriptor).hasSizeLessThan("big"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid size \"big\": expected a number and B, kB, MB, GB, TB, KiB, MiB, GiB or TiB, such as"
                                + " 80MB");
    }

    @Test
    void platform() {
        assertThat(descriptor).isFor("linux/arm64/v8");
        fails(d -> d.isFor("linux/amd64"), """
            platform of descriptor
              expected: linux/amd64
              actual:   linux/arm64\
            """);
    }

    @Test
    void annotations() {
        assertThat(descriptor).hasAnnotation("team", "blue").doesNotHaveAnnotation("x");
        fails(d -> d.hasAnnotation("tam", "blue"), """
            annotation tam
              expected: "blue"
              actual:   none
              all:      team\
            """);
        fails(d -> d.doesNotHaveAnnotation("team"), "no annotation team\n  actual: \"blue\"");
    }

    @Test
    void artifactType() {
        assertThat(descriptor).hasArtifactType("application/spdx+json");
        fails(d -> d.hasArtifactType("x/y"), """
            artifact type of descriptor
              expected: "x/y"
              actual:   "application/spdx+json\"\
            """);
    }

    private void fails(Consumer<DescriptorAssert> check, String message) {
        assertThatThrownBy(() -> check.accept(assertThat(descriptor)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("[descriptor · " + WebImage.shortForm(DIGEST) + "]\nExpecting " + message);
    }
}
