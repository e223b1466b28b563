package dev.dockdash.benchmarks;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.image.ImageBuilder;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.PullOptions;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Pushes many images and pulls them again, both ends in this JVM, which does nothing else. */
final class ManyImagesChild {

    static final int IMAGES = 1_000;
    static final int THREADS = 8;

    private static final int LAYERS = 3;
    /** A connection that nobody uses is closed after a minute, and the thread that does so ends a minute later. */
    private static final long SETTLE_SECONDS = 150;

    private static final double NANOS = 1e9;

    private final RegistryClient client = RegistryClient.create();
    private final List<Image> images = new ArrayList<>();
    private final BlobCache pulled;

    /** Begins to use both caches: they hold on to a file each until the JVM ends. */
    private ManyImagesChild(Path folder) throws IOException {
        this.pulled = BlobCache.at(folder.resolve("pulled"));
        pulled.add(Blob.of(new byte[1]));
        BlobCache built = BlobCache.at(folder.resolve("built"));
        for (int i = 0; i < IMAGES; i++) {
            images.add(image(i, built));
        }
    }

    /**
     * Prints the seconds of all pushes, those of all pulls, threads and descriptors before, and those after.
     *
     * @param args an empty folder
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        ManyImagesChild child = new ManyImagesChild(folder);
        ProcessUse before = ProcessUse.now();
        String times;
        try (EmbeddedRegistry registry =
                EmbeddedRegistry.builder().directory(folder).start()) {
            times = child.run(registry.hostAndPort());
        }
        ProcessUse after = before.awaited(SETTLE_SECONDS);
        System.out.println(times + " " + before.threads() + " " + before.descriptors() + " " + after.threads() + " "
                + after.descriptors());
    }

    private String run(String hostAndPort) throws IOException {
        long start = System.nanoTime();
        forAll(i -> client.push(images.get(i), reference(hostAndPort, i)));
        long pushed = System.nanoTime();
        forAll(i -> pull(reference(hostAndPort, i), images.get(i).digest()));
        long done = System.nanoTime();
        return (pushed - start) / NANOS + " " + (done - pushed) / NANOS;
    }

    private void pull(ImageReference reference, Digest expected) throws IOException {
        PullOptions options =
                PullOptions.forPlatform(Platform.standard()).cache(pulled).fetchingLayers();
        Digest actual = client.pull(reference, options).digest();
        if (!actual.equals(expected)) {
            throw new IOException("Pulling " + reference + ": expected " + expected + " but was " + actual);
        }
    }

    private static ImageReference reference(String hostAndPort, int i) {
        return ImageReference.of(hostAndPort, "many/image" + i, "1");
    }

    private static Image image(int number, BlobCache cache) throws IOException {
        ImageBuilder image = Image.scratch();
        for (int layer = 0; layer < LAYERS; layer++) {
            image.layer(Layer.builder(cache)
                    .data("/layer" + layer, "image " + number + ", layer " + layer)
                    .build());
        }
        return image.build();
    }

    /** Something that is done with each image. */
    @FunctionalInterface
    private interface Step {
        void run(int image) throws IOException;
    }

    private static void forAll(Step step) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < IMAGES; i++) {
                int image = i;
                tasks.add(() -> {
                    step.run(image);
                    return image;
                });
            }
            for (Future<Integer> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while images were moved");
        } catch (ExecutionException e) {
            throw new IOException("Moving " + IMAGES + " images by " + THREADS + " threads", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
