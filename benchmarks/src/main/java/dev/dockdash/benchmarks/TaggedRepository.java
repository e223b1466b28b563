package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** A repository of the embedded registry that gets more and more tags, each of an image of its own. */
final class TaggedRepository implements AutoCloseable {

    private static final String NAME = "tagged";

    private final RegistryClient client = RegistryClient.create();
    private final EmbeddedRegistry registry;
    private final Layer layer;
    private long tags;

    private TaggedRepository(EmbeddedRegistry registry, Layer layer) {
        this.registry = registry;
        this.layer = layer;
    }

    /** Starts a registry in a folder; the caller closes it. */
    static TaggedRepository start(Path folder) throws IOException {
        Layer layer = Layer.builder(BlobCache.at(folder.resolve("cache")))
                .data("/data", "the same in all")
                .build();
        return new TaggedRepository(EmbeddedRegistry.builder().directory(folder).start(), layer);
    }

    /** Returns the job to list all tags, of which there will be so many. */
    Contender listing(long count) throws IOException {
        grow(count);
        return job(() -> {
            int listed = client.tags(reference(0)).size();
            if (listed != count) {
                throw new IOException("Listing tags: expected " + count + " but had " + listed);
            }
        });
    }

    /** Returns the job to pull the image of the tag in the middle, of so many. */
    Contender pull(long count) throws IOException {
        grow(count);
        ImageReference middle = reference(count / 2);
        return job(() -> client.pull(middle, Platform.standard()));
    }

    private void grow(long count) throws IOException {
        for (; tags < count; tags++) {
            Image image = Image.scratch()
                    .layer(layer)
                    .label("number", String.valueOf(tags))
                    .build();
            registry.preload(NAME + ":" + tag(tags), image);
        }
    }

    private ImageReference reference(long number) {
        return ImageReference.of(registry.hostAndPort(), NAME, tag(number));
    }

    private static String tag(long number) {
        return "build-" + number;
    }

    /** Something that the client does. */
    @FunctionalInterface
    private interface Job {
        void run() throws IOException;
    }

    private static Contender job(Job job) {
        return new Contender() {
            @Override
            public String name() {
                return OwnClient.NAME;
            }

            @Override
            public void run() throws IOException {
                job.run();
            }
        };
    }

    @Override
    public void close() {
        registry.close();
    }
}
