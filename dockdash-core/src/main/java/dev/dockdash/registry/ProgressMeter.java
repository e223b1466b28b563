package dev.dockdash.registry;

/** Counts what one operation moves, and tells a listener. Thread-safe. */
final class ProgressMeter implements AutoCloseable {

    /** Often enough to see it move, seldom enough to cost nothing. */
    private static final long STEP = 256 * 1024;

    private final String operation;
    private final ProgressListener listener;
    private long bytesDone;
    private long bytesToDo;
    private long bytesTold;
    private int blobsDone;
    private int blobsToDo;

    ProgressMeter(String operation, ProgressListener listener) {
        this.operation = operation;
        this.listener = listener;
    }

    /** Announces a blob. */
    synchronized Transfer start(long size) {
        bytesToDo += size;
        blobsToDo++;
        tell(false);
        return new Transfer(size);
    }

    @Override
    public synchronized void close() {
        tell(true);
    }

    private synchronized void add(long bytes) {
        bytesDone += bytes;
        if (Math.abs(bytesDone - bytesTold) >= STEP) {
            tell(false);
        }
    }

    private synchronized void blobDone(long bytes) {
        bytesDone += bytes;
        blobsDone++;
        tell(false);
    }

    private void tell(boolean finished) {
        bytesTold = bytesDone;
        listener.changed(new Progress(operation, bytesDone, bytesToDo, blobsDone, blobsToDo, finished));
    }

    /** One blob. Used by one thread at a time. */
    final class Transfer implements BlobBody.Listener {

        private final long size;
        private long moved;

        private Transfer(long size) {
            this.size = size;
        }

        @Override
        public void moved(long bytes) {
            moved += bytes;
            add(bytes);
        }

        @Override
        public void restart() {
            moved(-moved);
        }

        /** Tells that the blob is where it should be, however it came there. */
        void done() {
            blobDone(size - moved);
            moved = size;
        }
    }
}
