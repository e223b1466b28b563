package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.layer.Layer;
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

/** Builds many small layers into one empty cache by so many threads together. */
final class ThreadsBuild implements Contender {

    static final int LAYERS = 256;

    private static final int LAYER_BYTES = 16 << 10;

    private final byte[] data = new byte[LAYER_BYTES];
    private final int threads;
    private final Path parent;
    private Scratch folder;

    ThreadsBuild(int threads, Path parent) throws IOException {
        this.threads = threads;
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
        List<Callable<Layer>> tasks = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            String file = "/layer" + i;
            tasks.add(() -> Layer.builder(cache).data(file, data).build());
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Layer> built : pool.invokeAll(tasks)) {
                built.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while layers were built");
        } catch (ExecutionException e) {
            throw new IOException("Building " + LAYERS + " layers by " + threads + " threads", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    @Override
    public void reset() throws IOException {
        folder.close();
        folder = Scratch.in(parent);
    }
}
