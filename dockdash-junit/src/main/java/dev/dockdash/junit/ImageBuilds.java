package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds and pushes the images of a test run, equal ones once. Thread-safe; threads wait only for others with an equal
 * image.
 */
final class ImageBuilds {

    private final Dockdash dockdash;
    private final OncePerKey<LayerSource, Layer> layers = new OncePerKey<>();
    private final OncePerKey<ImageReference, PushedImage> pushed = new OncePerKey<>();
    private final Map<ImageReference, Digest> contents = new ConcurrentHashMap<>();

    ImageBuilds(Dockdash dockdash) {
        this.dockdash = dockdash;
    }

    private record LayerSource(Path directory, Compression compression) {}

    /**
     * Builds an image without pushing it.
     *
     * @throws IOException if a file cannot be read or the layer cannot be kept
     * @throws IllegalArgumentException if a file has a name that a layer cannot have
     */
    Image build(ImageDefinition definition, Optional<Path> directory) throws IOException {
        ImageBuilder image = definition.settings().applyTo(Image.scratch());
        if (directory.isPresent()) {
            image.layer(layer(new LayerSource(directory.get(), definition.compression())));
        }
        return image.build();
    }

    /** Layers are not remembered: files may change between two classes, and the core knows when they have not. */
    private Layer layer(LayerSource source) throws IOException {
        return layers.share(
                source,
                () -> dockdash.layer()
                        .directory(source.directory(), "/")
                        .compression(source.compression())
                        .build());
    }

    /**
     * Pushes an image unless this run has pushed it there.
     *
     * @throws IOException if the registry refuses it, or this run has pushed another image there
     */
    PushedImage push(ImageDefinition definition, Image image, TestRegistry registry) throws IOException {
        ImageReference reference = definition.reference(registry, image.digest().shortHex());
        Digest first = contents.putIfAbsent(reference, image.digest());
        if (first != null && !first.equals(image.digest())) {
            throw new IOException(
                    "another image, " + first + ", was pushed as " + reference + " in this run, and this one is "
                            + image.digest() + ". Set another name or tag, or leave out tag");
        }
        return pushed.get(reference, () -> {
            dockdash.push(image, reference.toString());
            return new PushedImage(reference, image, registry);
        });
    }
}
