package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.internal.concurrent.WorkerThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long build may have all threads: that must hold nobody up. */
@Timeout(60)
class BusyThreadsTest {

    private static final int SIZE = 4 << 20;

    @TempDir
    private Path folder;

    @Test
    void aBuildNeedsNoneOfThem() throws Exception {
        whileAllAreTaken(() -> assertThat(layer().size()).isGreaterThan(SIZE));
    }

    @Test
    void aReaderNeedsNoneOfThem() throws Exception {
        Layer built = layer();
        Layer layer = Layer.of(built.descriptor(), built.diffId(), built.blob());
        whileAllAreTaken(() -> assertThat(layer.readContent(0)).hasSize(SIZE));
    }

    @Test
    void whoeverVerifiesABlobNeedsNoneOfThem() throws Exception {
        Blob blob = layer().blob();
        whileAllAreTaken(() -> {
            try (InputStream in = blob.open()) {
                assertThat(in.readAllBytes()).hasSize(Math.toIntExact(blob.size()));
            }
        });
    }

    private Layer layer() throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        return Layer.builder(BlobCache.at(folder)).data("/random", bytes).build();
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void whileAllAreTaken(Task task) throws IOException, InterruptedException, ExecutionException {
        CountDownLatch end = new CountDownLatch(1);
        List<Future<?>> takers = new ArrayList<>();
        for (int i = 0; i < WorkerThreads.COUNT; i++) {
            takers.add(WorkerThreads.shared().submit(() -> {
                end.await();
                return null;
            }));
        }
        try {
            task.run();
        } finally {
            end.countDown();
        }
        for (Future<?> taker : takers) {
            taker.get();
        }
    }
}
