package dev.dockdash.image;

import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageIndex;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One image for each of several platforms, under one index.
 *
 * <p>The index has exactly these images, in their order. A layer that several of them have is stored and pushed once.
 * Immutable and safe for use by many threads. Two are equal when their indexes are.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md">image-spec, index</a>
 */
public final class MultiPlatformImage {

    private final ImageIndex index;
    private final List<Image> images;

    /** Builds the image for a platform. */
    @FunctionalInterface
    public interface PlatformBuild {

        /**
         * Returns the image for that platform.
         *
         * @throws IOException if it cannot be built
         */
        Image build(Platform platform) throws IOException;
    }

    private MultiPlatformImage(List<Image> images, Map<String, String> annotations) {
        this.images = List.copyOf(images);
        this.index = ImageIndex.of(
                this.images.stream().map(MultiPlatformImage::descriptor).toList(), annotations);
    }

    /**
     * Returns these images under one index, in this order.
     *
     * @throws IllegalArgumentException if there is none, or two are for the same platform
     */
    public static MultiPlatformImage of(Image... images) {
        return of(List.of(images));
    }

    /**
     * Returns these images under one index, in this order.
     *
     * @throws IllegalArgumentException if there is none, or two are for the same platform
     */
    public static MultiPlatformImage of(List<Image> images) {
        requireDistinct(images.stream().map(image -> image.config().platform()).toList());
        return new MultiPlatformImage(images, Map.of());
    }

    /**
     * Builds an image for each of these platforms, one after the other, in this order.
     *
     * <pre>{@code
     * MultiPlatformImage.build(
     *         List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64")),
     *         platform -> Image.scratch().platform(platform).layer(app).build());
     * }</pre>
     *
     * @throws IOException if one cannot be built
     * @throws IllegalArgumentException if there is no platform, one is there twice, or a built image is for another than
     *     the one asked for
     */
    public static MultiPlatformImage build(List<Platform> platforms, PlatformBuild build) throws IOException {
        requireDistinct(platforms);
        List<Image> images = new ArrayList<>();
        for (Platform platform : platforms) {
            Image image = build.build(platform);
            if (!image.config().platform().runs(platform)) {
                throw new IllegalArgumentException("Building for " + platform + ": got an image for "
                        + image.config().platform() + "; give the platform to its builder, or take a base for it");
            }
            images.add(image);
        }
        return new MultiPlatformImage(images, Map.of());
    }

    /**
     * Returns the same images under an index with one more annotation, or another value of it.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public MultiPlatformImage annotation(String name, String value) {
        ExecutionChanges.requireNotBlank(name, "name of an annotation", "one such as org.opencontainers.image.created");
        Map<String, String> annotations = new LinkedHashMap<>(index.annotations());
        annotations.put(name, Objects.requireNonNull(value, "value"));
        return new MultiPlatformImage(images, annotations);
    }

    /** Returns the digest of the index. */
    public Digest digest() {
        return index.digest();
    }

    /** Returns the index. */
    public ImageIndex index() {
        return index;
    }

    /** Returns the images, in the order of the index. */
    public List<Image> images() {
        return images;
    }

    /** Returns the image for a platform: the one for exactly it, else the first that runs there. */
    public Optional<Image> image(Platform platform) {
        return images.stream()
                .filter(image -> image.config().platform().equals(platform))
                .findFirst()
                .or(() -> images.stream()
                        .filter(image -> image.config().platform().runs(platform))
                        .findFirst());
    }

    private static Descriptor descriptor(Image image) {
        return image.manifest().descriptor().withPlatform(image.config().platform());
    }

    private static void requireDistinct(List<Platform> platforms) {
        if (platforms.isEmpty()) {
            throw new IllegalArgumentException("An image for several platforms: expected at least one, got none");
        }
        String twice = platforms.stream()
                .filter(platform -> platforms.stream()
                                .filter(other -> isSame(platform, other))
                                .count()
                        > 1)
                .map(Platform::toString)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "An image for several platforms: expected each platform once, but " + twice + " is there twice");
        }
    }

    /** Windows images differ by version as well. */
    private static boolean isSame(Platform one, Platform other) {
        return one.runs(other)
                && one.osVersion().equals(other.osVersion())
                && one.osFeatures().equals(other.osFeatures());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultiPlatformImage image && index.equals(image.index);
    }

    @Override
    public int hashCode() {
        return index.hashCode();
    }

    /** Returns the digest and the platforms. */
    @Override
    public String toString() {
        return digest() + " " + index.platforms();
    }
}
