package dev.dockdash.image;

import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageConfig;
import dev.dockdash.oci.ImageManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image for one platform: manifest, config and layers.
 *
 * <p>Manifest and config are here; the bytes of layers are had when they are asked for. Immutable and safe for use by
 * many threads. Two images are equal when their manifests are.
 */
public final class Image {

    private final ImageManifest manifest;
    private final ImageConfig config;
    private final List<Layer> layers;
    private volatile @Nullable ImageFilesystem filesystem;

    private Image(ImageManifest manifest, ImageConfig config, List<Layer> layers) {
        this.manifest = manifest;
        this.config = config;
        this.layers = List.copyOf(layers);
    }

    /**
     * Returns the image of these parts.
     *
     * @throws IllegalArgumentException if config or layers are not those that the manifest names, or the config does not
     *     have the diffIDs of the layers
     */
    public static Image of(ImageManifest manifest, ImageConfig config, List<Layer> layers) {
        if (!manifest.config().digest().equals(config.digest())) {
            throw new IllegalArgumentException("Image " + manifest.digest() + ": expected the config "
                    + manifest.config().digest() + " but got " + config.digest());
        }
        require(
                manifest,
                "layers",
                manifest.layers(),
                layers.stream().map(Layer::descriptor).toList());
        require(
                manifest,
                "diffIDs",
                config.rootFs().diffIds(),
                layers.stream().map(Layer::diffId).toList());
        return new Image(manifest, config, layers);
    }

    private static void require(ImageManifest manifest, String what, List<?> expected, List<?> actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException(
                    "Image " + manifest.digest() + ": expected the " + what + " " + expected + " but got " + actual);
        }
    }

    /** Starts an image from nothing. */
    public static ImageBuilder scratch() {
        return new ImageBuilder(null);
    }

    /** Starts an image on top of another, which stays as it is. */
    public static ImageBuilder from(Image base) {
        return new ImageBuilder(Objects.requireNonNull(base, "base"));
    }

    /** Returns the digest of the manifest. */
    public Digest digest() {
        return manifest.digest();
    }

    /** Returns the manifest. */
    public ImageManifest manifest() {
        return manifest;
    }

    /** Returns the config. */
    public ImageConfig config() {
        return config;
    }

    /** Returns the layers, base layer first. */
    public List<Layer> layers() {
        return layers;
    }

    /**
     * Returns the merged filesystem; the layers are read at the first call, and remembered.
     *
     * @throws IOException if a layer cannot be read, is not what its digests say, or has an entry that points outside
     */
    public ImageFilesystem filesystem() throws IOException {
        ImageFilesystem known = filesystem;
        if (known == null) {
            known = ImageFilesystem.of(layers, config.history());
            filesystem = known;
        }
        return known;
    }

    /**
     * Writes all files into a folder, as {@link ExtractionPolicy#CURRENT_USER}.
     *
     * @param directory an empty folder, or one that is not there yet
     * @throws IOException as {@link #extractTo(Path, ExtractionPolicy)}
     */
    public ExtractionReport extractTo(Path directory) throws IOException {
        return extractTo(directory, ExtractionPolicy.CURRENT_USER);
    }

    /**
     * Writes all files into a folder, as {@link ImageFilesystem#extractTo(Path, ExtractionPolicy)} does, and decompresses
     * each layer once, also one that was not read before.
     *
     * <p>The contents of such a layer are kept in a private folder in the target until all layers are merged, with those
     * that a layer above deletes or replaces, and small ones twice for a moment: for so long the disk needs room for them.
     * None is used before its whole layer is verified. Only for sparse files a layer is read once more.
     *
     * @param directory an empty folder, or one that is not there yet
     * @throws IOException as {@link #filesystem}, and if the folder is not empty or cannot be written, the disk takes two
     *     names for one, or the policy asks for what this user may not do
     */
    public ExtractionReport extractTo(Path directory, ExtractionPolicy policy) throws IOException {
        ImageFilesystem known = filesystem;
        return known == null ? Extraction.extract(layers, directory, policy) : known.extractTo(directory, policy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image image && manifest.equals(image.manifest);
    }

    @Override
    public int hashCode() {
        return manifest.hashCode();
    }

    /** Returns the digest, platform and number of layers. */
    @Override
    public String toString() {
        return digest() + " (" + config.platform() + ", " + layers.size()
                + (layers.size() == 1 ? " layer)" : " layers)");
    }
}
