package dev.dockdash.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Loads the pieces of a tar ahead with several threads and hands them over in order. A fixed number of buffers goes
 * round, so memory does not grow with the layer.
 */
final class ChunkPipeline implements AutoCloseable {

    /** Takes a piece before its buffers are used again. */
    interface Consumer {
        void accept(Chunk chunk) throws IOException;
    }

    /** Beyond one for each thread: what is ready while the consumer is busy, and while a slow piece is waited for. */
    private static final int SPARE_BUFFERS = 3;

    private final TarLayout layout;
    private final List<Chunk> chunks = new ArrayList<>();
    private final Deque<Chunk> idle = new ArrayDeque<>();
    private final Deque<Future<Chunk>> loading = new ArrayDeque<>();
    private final ExecutorService threads = LayerThreads.shared();

    ChunkPipeline(TarLayout layout, Compression compression) {
        this.layout = layout;
        int size = (int) Math.min(Chunk.SIZE, layout.length());
        long count = (layout.length() + Chunk.SIZE - 1) / Chunk.SIZE;
        int buffers = (int) Math.min(count, LayerThreads.COUNT + (long) SPARE_BUFFERS);
        for (int i = 0; i < buffers; i++) {
            chunks.add(new Chunk(LayerFormat.compressor(compression), size));
        }
        idle.addAll(chunks);
    }

    /**
     * Hands every piece to the consumer, in order, on the calling thread.
     *
     * @throws IOException if a source cannot be read or changes meanwhile, or the consumer fails
     */
    void forEachInOrder(Consumer consumer) throws IOException {
        if (layout.length() <= Chunk.SIZE) {
            consumer.accept(idle.remove().load(layout, 0));
            return;
        }
        long next = 0;
        while (next < layout.length() || !loading.isEmpty()) {
            while (!idle.isEmpty() && next < layout.length()) {
                Chunk chunk = idle.remove();
                long position = next;
                loading.add(threads.submit(() -> chunk.load(layout, position)));
                next += Chunk.SIZE;
            }
            // Only when it is loaded does it leave those that close() waits for.
            Chunk chunk = await(loading.element());
            loading.remove();
            chunk.checkSpanning(layout);
            consumer.accept(chunk);
            idle.add(chunk);
        }
    }

    private static Chunk await(Future<Chunk> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a layer was built");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("A piece of a layer could not be made", e);
        }
    }

    /** Waits until no thread uses the buffers any more, and releases them. */
    @Override
    public void close() {
        for (Future<Chunk> future : loading) {
            drain(future);
        }
        chunks.forEach(Chunk::close);
    }

    private static void drain(Future<Chunk> future) {
        boolean interrupted = false;
        while (!future.isDone()) {
            try {
                future.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | CancellationException e) {
                // The build fails with the first error already; later ones say no more.
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
