package dev.dockdash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A blob that was sent before its push, or is still on the way.
 *
 * @param upload what sends it
 * @param sent whether that works out
 */
record SentEarly(StreamedUpload upload, Future<Boolean> sent) {

    /** Returns the one of two with the same blob that has begun. */
    SentEarly or(SentEarly other) {
        return upload.hasBegun() ? this : other;
    }

    /**
     * Waits for the end, and returns whether the registry has the blob. One that has not begun never will: it may stand
     * behind others that take their time.
     *
     * @throws InterruptedIOException if the thread is interrupted meanwhile
     */
    boolean await(ProgressMeter.Transfer transfer) throws IOException {
        if (upload.claim()) {
            sent.cancel(false);
            return false;
        }
        upload.report(transfer);
        try {
            return sent.get();
        } catch (CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while a layer was sent");
        } catch (ExecutionException e) {
            throw Parallel.unwrapped(e);
        } finally {
            upload.reportNoMore(transfer);
        }
    }
}
