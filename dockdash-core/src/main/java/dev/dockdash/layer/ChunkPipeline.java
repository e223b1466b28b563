package dev.dockdash.layer;

import dev.dockdash.internal.concurrent.WorkerThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the pieces of a tar and passes each through some stages, with the calling thread and what others are free.
 *
 * <p>No thread is tied to a stage: each does whatever can be done next, so none waits while there is work, and a piece is
 * often hashed while it is still in the cache of the processor that read it. The caller needs no other thread to get to
 * the end. There is a fixed number of buffers, so memory does not grow with the layer.
 *
 * <p>For the sake of the processors' caches each thread has one compressor, whose tables are as large as a piece, and the
 * buffers that were used last are used next.
 */
final class ChunkPipeline {

    /** Something done with the pieces in their order, with one at a time, on any thread. */
    interface Stage {
        void accept(Chunk chunk) throws IOException;
    }

    /** Does something that was chosen, without looking at what others do. */
    private interface Step {
        void run(ChunkCompressor compressor) throws IOException;
    }

    /** Beyond one for each thread: what is ready while a slow piece is waited for. */
    private static final int SPARE_BUFFERS = 3;

    private final TarLayout layout;
    private final Compression compression;
    private final List<Lane> lanes = new ArrayList<>();
    private final long count;
    private final Deque<Chunk> idle = new ArrayDeque<>();

    /** What is loaded and not yet through all stages, each piece where its number modulo the length says. */
    private final @Nullable Chunk[] loaded;

    private long next;
    private int helping;
    private boolean over;
    private @Nullable Throwable failure;

    ChunkPipeline(TarLayout layout, Compression compression) {
        this.layout = layout;
        this.compression = compression;
        this.count = (layout.length() + Chunk.SIZE - 1) / Chunk.SIZE;
        int size = (int) Math.min(Chunk.SIZE, layout.length());
        int buffers = (int) Math.min(count, WorkerThreads.COUNT + (long) SPARE_BUFFERS);
        for (int i = 0; i < buffers; i++) {
            idle.push(new Chunk(compression, size));
        }
        this.loaded = new @Nullable Chunk[buffers];
    }

    /** A stage and how far it is. */
    private static final class Lane {

        private final Stage stage;
        private long next;
        private boolean busy;

        Lane(Stage stage) {
            this.stage = stage;
        }
    }

    /**
     * Passes every piece through every stage; stages may be at different pieces.
     *
     * @throws IOException if a source cannot be read or changes meanwhile, or a stage fails
     */
    void run(Stage... stages) throws IOException {
        lanes.add(new Lane(chunk -> chunk.checkSpanning(layout)));
        for (Stage stage : stages) {
            lanes.add(new Lane(stage));
        }
        if (count == 1) {
            runOnly(stages);
            return;
        }
        for (long i = 1; i < Math.min(count, WorkerThreads.COUNT); i++) {
            WorkerThreads.shared().execute(this::help);
        }
        try {
            work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } finally {
            endHelp();
        }
        throwFailure();
    }

    private void runOnly(Stage... stages) throws IOException {
        Chunk only = idle.pop();
        try (ChunkCompressor compressor = LayerFormat.compressor(compression)) {
            only.load(layout, 0, compressor);
        }
        for (Stage stage : stages) {
            stage.accept(only);
        }
    }

    private void help() {
        synchronized (this) {
            if (over) {
                return;
            }
            helping++;
        }
        try {
            work();
        } catch (InterruptedException e) {
            fail(e);
        } finally {
            synchronized (this) {
                helping--;
                notifyAll();
            }
        }
    }

    private void work() throws InterruptedException {
        try (ChunkCompressor compressor = LayerFormat.compressor(compression)) {
            for (Step step = take(); step != null; step = take()) {
                try {
                    step.run(compressor);
                } catch (IOException | RuntimeException | Error e) {
                    fail(e);
                }
            }
        }
    }

    /** Returns what to do next, or null when there is nothing more. */
    private synchronized @Nullable Step take() throws InterruptedException {
        while (failure == null && !isDone()) {
            Step step = find();
            if (step != null) {
                return step;
            }
            wait();
        }
        return null;
    }

    private boolean isDone() {
        return lanes.stream().allMatch(lane -> lane.next == count);
    }

    /** What frees buffers comes first. */
    private @Nullable Step find() {
        for (Lane lane : lanes) {
            Chunk chunk = lane.busy || lane.next == count ? null : loaded[slot(lane.next)];
            if (chunk != null && chunk.isAt(lane.next * Chunk.SIZE)) {
                lane.busy = true;
                return compressor -> pass(lane, chunk);
            }
        }
        if (next < count && !idle.isEmpty()) {
            long piece = next++;
            Chunk chunk = idle.pop();
            return compressor -> load(piece, chunk, compressor);
        }
        return null;
    }

    private int slot(long piece) {
        return (int) (piece % loaded.length);
    }

    private void load(long piece, Chunk chunk, ChunkCompressor compressor) throws IOException {
        chunk.load(layout, piece * Chunk.SIZE, compressor);
        synchronized (this) {
            loaded[slot(piece)] = chunk;
            notifyAll();
        }
    }

    private void pass(Lane lane, Chunk chunk) throws IOException {
        lane.stage.accept(chunk);
        synchronized (this) {
            long piece = lane.next++;
            lane.busy = false;
            if (lanes.stream().allMatch(other -> other.next > piece)) {
                loaded[slot(piece)] = null;
                idle.push(chunk);
            }
            notifyAll();
        }
    }

    private synchronized void fail(Throwable e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    /** Waits until no thread uses the buffers any more. */
    private synchronized void endHelp() {
        over = true;
        boolean interrupted = false;
        while (helping > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void throwFailure() throws IOException {
        Throwable failed = failure;
        if (failed instanceof InterruptedException) {
            throw new InterruptedIOException("Interrupted while a layer was built");
        } else if (failed instanceof IOException e) {
            throw e;
        } else if (failed != null) {
            throw new IllegalStateException("A piece of a layer could not be made", failed);
        }
    }
}
