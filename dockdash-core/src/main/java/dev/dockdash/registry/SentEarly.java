package dev.dockdash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A blob that was sent before its push, or is still on the way.
 *
 * @param upload what sends it
 * @param sent whether that works out
 */
record SentEarly(StreamedUpload upload, Future<Boolean> sent) {

    /**
     * Waits for the end, and returns whether the registry has the blob.
     *
     * @throws InterruptedIOException if the thread is interrupted meanwhile
     */
    boolean await(ProgressMeter.Transfer transfer) throws IOException {
        upload.report(transfer);
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a layer was sent");
        } catch (ExecutionException e) {
            throw Parallel.unwrapped(e);
        }
    }
}
