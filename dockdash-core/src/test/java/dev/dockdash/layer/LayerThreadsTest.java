package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import java.io.IOException;
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
class LayerThreadsTest {

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
        for (int i = 0; i < LayerThreads.COUNT; i++) {
            takers.add(LayerThreads.shared().submit(() -> {
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
