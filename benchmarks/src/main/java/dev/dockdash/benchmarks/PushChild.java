package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;

/** Builds an image of one layer and pushes it; run in a JVM that does nothing else. */
final class PushChild {

    private PushChild() {}

    /**
     * Prints the peak of its memory in bytes.
     *
     * @param args the folder with the sources, one for the cache, the registry and the repository
     */
    public static void main(String[] args) throws IOException {
        Layer layer = Layer.builder(BlobCache.at(Path.of(args[1])))
                .directory(Path.of(args[0]), "/fixture")
                .build();
        RegistryClient.create().push(Image.scratch().layer(layer).build(), ImageReference.of(args[2], args[3], "1"));
        System.out.println(MemoryChild.peakResident());
        // Connections that are kept for a while do not keep the JVM.
        System.exit(0);
    }
}
