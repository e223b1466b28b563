package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageFilesystem;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A layer whose blob lies in a cache and is only to be read.
 *
 * @param layer the layer, as it was built
 */
record ReadyLayer(Layer layer) {

    /** Builds the layer of a fixture's folder, or takes it from the cache if it has it. */
    static ReadyLayer of(Path source, Path cache, Compression compression) throws IOException {
        return new ReadyLayer(Layer.builder(BlobCache.at(cache))
                .directory(source, "/fixture")
                .compression(compression)
                .build());
    }

    /** Returns the files of the layer as another JVM would read them: it knows only what is in a cache of its own. */
    ImageFilesystem files(Path cache) throws IOException {
        return ImageFilesystem.of(List.of(unread(cache)));
    }

    /** Returns an image of the layer alone, likewise. */
    Image unreadImage(Path cache) throws IOException {
        return Image.scratch().layer(unread(cache)).build();
    }

    private Layer unread(Path cache) {
        return Layer.of(layer.descriptor(), layer.diffId(), layer.blob(), BlobCache.at(cache));
    }

    Image image() throws IOException {
        return Image.scratch().layer(layer).build();
    }
}
