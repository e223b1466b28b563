package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An image for one platform or several, not pushed.
 *
 * @param images one image per platform
 * @param all the images under one index, if there are several
 */
record BuiltImage(List<Image> images, Optional<MultiPlatformImage> all) {

    static BuiltImage of(List<Image> images) {
        return new BuiltImage(
                List.copyOf(images), images.size() > 1 ? Optional.of(MultiPlatformImage.of(images)) : Optional.empty());
    }

    /** Returns the digest of the index if there are several images, else of the manifest. */
    Digest digest() {
        return all.map(MultiPlatformImage::digest).orElseGet(() -> images.get(0).digest());
    }

    /** Returns the image that is meant if no platform is named: that for linux/amd64 if there is one, else the first. */
    Image main() {
        return find(Platform.LINUX_AMD64).orElse(images.get(0));
    }

    List<Platform> platforms() {
        return images.stream().map(image -> image.config().platform()).toList();
    }

    /**
     * Returns the image that runs on a platform.
     *
     * @throws IOException if there is none
     */
    Image forPlatform(Platform platform) throws IOException {
        return find(platform)
                .orElseThrow(() -> new IOException("there is no image for " + platform + ": expected one of "
                        + platforms().stream().map(Platform::toString).collect(Collectors.joining(", "))));
    }

    private Optional<Image> find(Platform platform) {
        return all.isPresent()
                ? all.get().image(platform)
                : images.stream()
                        .filter(image -> image.config().platform().runs(platform))
                        .findFirst();
    }

    /**
     * Pushes it over HTTP.
     *
     * @throws IOException if the registry cannot be reached or refuses something
     */
    void push(ImageReference reference, Dockdash dockdash) throws IOException {
        if (all.isPresent()) {
            dockdash.push(all.get(), reference.toString());
        } else {
            dockdash.push(images.get(0), reference.toString());
        }
    }

    /**
     * Puts it into a registry without requests, whatever that registry refuses.
     *
     * @param target the repository and tag
     * @throws IOException if a layer cannot be had or the registry cannot store something
     */
    void preload(String target, EmbeddedRegistry registry) throws IOException {
        if (all.isPresent()) {
            registry.preload(target, all.get());
        } else {
            registry.preload(target, images.get(0));
        }
    }

    /**
     * Writes it into an OCI layout, under a tag.
     *
     * @throws IOException if a layer cannot be had or the directory cannot be written
     */
    void write(Path directory, String tag) throws IOException {
        if (all.isPresent()) {
            OciLayout.write(all.get(), directory, tag);
        } else {
            OciLayout.write(images.get(0), directory, tag);
        }
    }
}
