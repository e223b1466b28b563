package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Descriptor;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image whose one layer lies in a cache and is only to be moved. It is not compressed, so that it has as many bytes as
 * its fixture.
 *
 * @param image the image
 * @param blob the file of the layer
 */
record ReadyImage(Image image, Path blob) {

    /** Builds the image of a fixture's folder, with the layer from the cache if it has it. */
    static ReadyImage of(Path source, Path cache) throws IOException {
        BlobCache blobs = BlobCache.at(cache);
        Layer layer = Layer.builder(blobs)
                .directory(source, "/fixture")
                .compression(Compression.NONE)
                .build();
        Path blob =
                cache.resolve("blobs").resolve("sha256").resolve(layer.digest().hex());
        return new ReadyImage(Image.scratch().layer(layer).build(), blob);
    }

    Descriptor layer() {
        return image.layers().get(0).descriptor();
    }
}
