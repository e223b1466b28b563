package dev.dockdash.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.blob.Blob;
import dev.dockdash.layer.RawTar;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageValidatorTest {

    private static final byte[] TAR = new RawTar().file("a", "x").bytes();
    private static final byte[] ZSTD = RawTar.zstd(TAR);

    private static ImageConfig config(int history, Digest... diffIds) {
        String ids = Stream.of(diffIds).map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        String steps = String.join(",", java.util.Collections.nCopies(history, "{\"created_by\":\"RUN\"}"));
        return ImageConfig.parse(("{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\",\"config\":{},"
                        + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + ids + "]},\"history\":[" + steps + "]}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static Descriptor descriptor(MediaType type, byte[] bytes) {
        return Descriptor.of(type, Digest.of(bytes), bytes.length);
    }

    private static ImageManifest manifest(ImageConfig config, Descriptor... layers) {
        return ImageManifest.of(config.descriptor(MediaType.OCI_CONFIG), List.of(layers), Map.of());
    }

    private static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Finding::toString).toList();
    }

    @Test
    void findsNothingWrongWithAGoodImage() throws IOException {
        Image image = Image.scratch().layer(new RawTar().file("a", "x").layer()).build();
        assertThat(ImageValidator.validate(image)).isEmpty();
        assertThat(ImageValidator.validate(
                        image.manifest()
                                .descriptor()
                                .withPlatform(image.config().platform()),
                        image))
                .isEmpty();
    }

    @Test
    void tellsEverythingAtOnce() {
        Digest other = Digest.of(new byte[1]);
        ImageConfig config = config(3, other, other);
        Descriptor gzip = descriptor(MediaType.OCI_LAYER_GZIP, ZSTD);
        ImageManifest manifest = manifest(config(0), gzip);
        assertThat(lines(ImageValidator.validate(manifest, config, List.of(Blob.of(ZSTD)))))
                .containsExactly(
                        "config " + config(0).digest() + ": the digest is " + config.digest() + "; expected "
                                + config(0).digest() + " by the manifest",
                        "config " + config(0).digest() + ": the size is " + config.toBytes().length + "; expected "
                                + config(0).toBytes().length + " by the manifest",
                        "config: the number of diffIDs is 2; expected 1 by the manifest",
                        "config: the number of history entries with a layer is 3; expected 1 by the manifest",
                        "layer 0 " + gzip.digest() + ": the compression is zstd; expected gzip by its media type "
                                + MediaType.OCI_LAYER_GZIP,
                        "layer 0 " + gzip.digest() + ": the diffID is " + Digest.of(TAR) + "; expected " + other
                                + " by the config");
    }

    @Test
    void comparesTheDescriptorOfAnIndex() {
        ImageConfig config = config(0);
        Image image = Image.of(manifest(config), config, List.of());
        Descriptor wrong = new Descriptor(
                MediaType.DOCKER_MANIFEST,
                Digest.of(new byte[1]),
                1,
                Optional.of(Platform.parse("windows/amd64")),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.of("AAA="));
        assertThat(ImageValidator.validate(wrong, image))
                .extracting(Finding::property)
                .containsExactly(
                        "digest",
                        "size",
                        "media type",
                        "os",
                        "architecture",
                        "size of its embedded data",
                        "digest of its embedded data");
    }

    @Test
    void comparesMediaTypesWithEachOther() {
        ImageConfig config = config(0, Digest.of(TAR));
        ImageManifest manifest = ImageManifest.of(
                config.descriptor(MediaType.OCI_EMPTY), List.of(descriptor(MediaType.OCI_CONFIG, TAR)), Map.of());
        assertThat(lines(ImageValidator.validate(manifest, config, List.of(Blob.of(TAR)))))
                .hasSize(2)
                .anyMatch(line -> line.contains("the media type is " + MediaType.OCI_EMPTY))
                .anyMatch(line -> line.contains("expected that of a layer"));
    }

    @Test
    void reportsBytesThatAreNotThere() {
        ImageConfig config = config(0, Digest.of(TAR));
        ImageManifest manifest = manifest(config, descriptor(MediaType.OCI_LAYER, TAR));
        Blob lost = new Blob() {
            @Override
            public Digest digest() {
                return Digest.of(TAR);
            }

            @Override
            public long size() {
                return TAR.length;
            }

            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThat(lines(ImageValidator.validate(manifest, config, List.of(lost))))
                .singleElement()
                .asString()
                .contains("the bytes is unreadable (gone)");
        assertThat(lines(ImageValidator.validate(manifest, config, List.of())))
                .containsExactly("image: the number of layers is 0; expected 1 by the manifest");
        assertThat(lines(ImageValidator.validate(manifest, config, List.of(Blob.of(ZSTD)))))
                .singleElement()
                .asString()
                .contains(Digest.of(ZSTD) + " of " + ZSTD.length + " bytes");
    }

    @Test
    void looksIntoLayers() {
        byte[] text = "no tar".repeat(100).getBytes(StandardCharsets.UTF_8);
        byte[] torn = Arrays.copyOf(ZSTD, ZSTD.length - 4);
        ImageConfig config = config(0, Digest.of(text), Digest.of(TAR));
        ImageManifest manifest =
                manifest(config, descriptor(MediaType.OCI_LAYER, text), descriptor(MediaType.OCI_LAYER_ZSTD, torn));
        assertThat(lines(ImageValidator.validate(manifest, config, List.of(Blob.of(text), Blob.of(torn)))))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("layer 0") && line.contains("the tar is unreadable"))
                .anyMatch(line -> line.startsWith("layer 1") && line.contains("the compressed data is unreadable"));
    }
}
