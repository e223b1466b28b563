package dev.dockdash.image;

import dev.dockdash.blob.Blob;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.History;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import dev.dockdash.oci.MediaType;
import dev.dockdash.oci.Platform;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Recomputes all that the documents of an image claim, and tells everything that does not hold.
 *
 * <p>Every layer is read to its end. Bytes that cannot be had are a finding like any other. Thread-safe.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md">image-spec, manifest</a>
 */
public final class ImageValidator {

    private static final Map<MediaType, MediaType> CONFIG_OF_MANIFEST =
            Map.of(MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, MediaType.DOCKER_MANIFEST, MediaType.DOCKER_CONFIG);

    private final List<Finding> findings = new ArrayList<>();

    private ImageValidator() {}

    /** Returns what is wrong with an image, empty if nothing is. */
    public static List<Finding> validate(Image image) {
        return validate(
                image.manifest(),
                image.config(),
                image.layers().stream().map(Layer::blob).toList());
    }

    /**
     * Returns what is wrong with an image and with the descriptor that an index has for it, empty if nothing is.
     *
     * @param descriptor what the index says of the image's manifest
     */
    public static List<Finding> validate(Descriptor descriptor, Image image) {
        ImageValidator validator = new ImageValidator();
        validator.checkIndexed(descriptor, image.manifest(), image.config().platform());
        validator.findings.addAll(validate(image));
        return List.copyOf(validator.findings);
    }

    /**
     * Returns what is wrong with parts that claim to be an image, empty if nothing is.
     *
     * @param manifest the manifest
     * @param config the config, whose bytes need not be those that the manifest means
     * @param layers the compressed bytes of the layers that could be had, base layer first
     */
    public static List<Finding> validate(ImageManifest manifest, ImageConfig config, List<? extends Blob> layers) {
        ImageValidator validator = new ImageValidator();
        validator.checkConfig(manifest, config);
        validator.checkCounts(manifest, config, layers.size());
        List<Digest> diffIds = config.rootFs().diffIds();
        for (int i = 0; i < Math.min(layers.size(), manifest.layers().size()); i++) {
            Optional<Digest> diffId = i < diffIds.size() ? Optional.of(diffIds.get(i)) : Optional.empty();
            Descriptor descriptor = manifest.layers().get(i);
            String subject = "layer " + i + " " + descriptor.digest();
            validator.checkDescriptor(subject, descriptor);
            validator.findings.addAll(LayerValidation.validate(subject, descriptor, diffId, layers.get(i)));
        }
        return List.copyOf(validator.findings);
    }

    private void checkConfig(ImageManifest manifest, ImageConfig config) {
        Descriptor said = manifest.config();
        String subject = "config " + said.digest();
        byte[] bytes = config.toBytes();
        expect(subject, "digest", Digest.of(said.digest().algorithm(), bytes), said.digest(), "by the manifest");
        expect(subject, "size", (long) bytes.length, said.size(), "by the manifest");
        MediaType type = CONFIG_OF_MANIFEST.getOrDefault(manifest.mediaType(), MediaType.OCI_CONFIG);
        expect(subject, "media type", said.mediaType(), type, "in a " + manifest.mediaType());
        checkDescriptor(subject, said);
    }

    private void checkCounts(ImageManifest manifest, ImageConfig config, int layers) {
        int described = manifest.layers().size();
        expect("image", "number of layers", layers, described, "by the manifest");
        expect("config", "number of diffIDs", config.rootFs().diffIds().size(), described, "by the manifest");
        List<History> history = config.history();
        if (!history.isEmpty()) {
            long ofLayers = history.stream().filter(step -> !step.emptyLayer()).count();
            expect("config", "number of history entries with a layer", ofLayers, (long) described, "by the manifest");
        }
    }

    private void checkIndexed(Descriptor descriptor, ImageManifest manifest, Platform platform) {
        String subject = "manifest " + manifest.digest();
        expect(subject, "digest", manifest.digest(), descriptor.digest(), "by the index");
        expect(subject, "size", (long) manifest.toBytes().length, descriptor.size(), "by the index");
        expect(subject, "media type", manifest.mediaType(), descriptor.mediaType(), "by the index");
        descriptor.platform().ifPresent(said -> {
            expect("config", "os", platform.os(), said.os(), "by the index");
            expect("config", "architecture", platform.architecture(), said.architecture(), "by the index");
            if (platform.variant().isPresent() && said.variant().isPresent()) {
                expect(
                        "config",
                        "variant",
                        platform.variant().get(),
                        said.variant().get(),
                        "by the index");
            }
        });
        checkDescriptor(subject, descriptor);
    }

    /** Embedded bytes must be those that the rest of the descriptor describes. */
    private void checkDescriptor(String subject, Descriptor descriptor) {
        descriptor.data().ifPresent(data -> {
            try {
                byte[] bytes = Base64.getDecoder().decode(data);
                expect(subject, "size of its embedded data", (long) bytes.length, descriptor.size(), "by itself");
                Digest digest = Digest.of(descriptor.digest().algorithm(), bytes);
                expect(subject, "digest of its embedded data", digest, descriptor.digest(), "by itself");
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(subject, "embedded data", "not Base64", "Base64 of its bytes"));
            }
        });
    }

    private void expect(String subject, String property, Object found, Object expected, String source) {
        if (!Objects.equals(found, expected)) {
            findings.add(new Finding(subject, property, String.valueOf(found), expected + " " + source));
        }
    }
}
