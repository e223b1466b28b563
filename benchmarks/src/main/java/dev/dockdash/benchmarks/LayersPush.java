package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;

/** Builds an image of so many layers with an empty cache, and pushes it into a fresh repository. */
final class LayersPush implements Contender {

    private static final int LAYER_BYTES = 16 << 10;

    private final RegistryClient client = RegistryClient.create();
    private final String hostAndPort;
    private final byte[] data = new byte[LAYER_BYTES];
    private final long layers;
    private final Path parent;
    private Scratch folder;
    private int pushes;

    LayersPush(String hostAndPort, long layers, Path parent) throws IOException {
        this.hostAndPort = hostAndPort;
        this.layers = layers;
        this.parent = parent;
        this.folder = Scratch.in(parent);
        new SeededBytes(Fixture.SEED).fill(data, data.length, SeededBytes.Kind.TEXT);
    }

    @Override
    public String name() {
        return OwnClient.NAME;
    }

    @Override
    public void run() throws IOException {
        BlobCache cache = BlobCache.at(folder.path());
        ImageBuilder image = Image.scratch();
        for (long i = 0; i < layers; i++) {
            image.layer(Layer.builder(cache).data("/layer" + i, data).build());
        }
        client.push(image.build(), ImageReference.of(hostAndPort, "layers/" + layers + "/push" + pushes++, "1"));
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}
