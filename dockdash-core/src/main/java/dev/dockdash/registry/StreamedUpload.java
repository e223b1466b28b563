package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.GrowingBlob;
import dev.dockdash.oci.DigestAlgorithm;
import dev.dockdash.registry.UploadRequests.Started;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Sends a blob while it is written, once, and names its digest last. What goes wrong is no failure of a push, which then
 * sends the blob as it sends any other.
 */
final class StreamedUpload implements Callable<Boolean>, BlobBody.Listener {

    private static final Logger LOG = System.getLogger(StreamedUpload.class.getName());

    private final UploadRequests requests;
    private final GrowingBlob blob;
    private final Course course;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private @Nullable InputStream in;
    private long moved;
    private ProgressMeter.@Nullable Transfer transfer;

    /** How the streamed uploads of a push get on. Thread-safe. */
    static final class Course {

        private volatile boolean failed;
        private volatile boolean ended;

        /** Says that one failed: what the registry does not take once it will not take again. */
        void fail() {
            failed = true;
        }

        /** Says that none is wanted any more, not even one that runs. */
        void end() {
            ended = true;
        }

        boolean isOver() {
            return failed || ended;
        }

        void requireWanted() throws IOException {
            if (ended) {
                throw new IOException("The push was closed");
            }
        }
    }

    StreamedUpload(UploadRequests requests, GrowingBlob blob, Course course) {
        this.requests = requests;
        this.blob = blob;
        this.course = course;
    }

    /** Returns the blob, when it is complete. */
    Optional<Blob> blob() {
        return blob.completed();
    }

    /** Returns whether it is sent, or was, or never will be. */
    boolean hasBegun() {
        return claimed.get();
    }

    /** Returns true to the first who asks: whether to send the blob, or not to, is up to whoever that is. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /**
     * Returns whether the registry was sent the blob. One that is complete already is not sent: the registry is better
     * asked first whether it has it.
     */
    @Override
    public Boolean call() {
        if (!claim() || course.isOver() || blob.completed().isPresent()) {
            return false;
        }
        try {
            send();
            return true;
        } catch (SourceException e) {
            LOG.log(Level.DEBUG, "A layer was not sent because it was not built", e);
        } catch (IOException e) {
            course.fail();
            LOG.log(Level.DEBUG, "A layer was not sent while it was built", e);
        } catch (RuntimeException | Error e) {
            course.fail();
            LOG.log(Level.WARNING, "A layer was not sent while it was built", e);
            throw e;
        }
        return false;
    }

    private void send() throws IOException {
        Started upload = requests.start(DigestAlgorithm.SHA256);
        boolean cancels = true;
        try {
            StallWatch watch = requests.transport().newWatch();
            HttpUrl location = requests.stream(upload.location(), BlobBody.ofUnknownLength(this::open, watch, this));
            requests.complete(
                    location,
                    blob.completed().orElseThrow(() -> new IOException("The registry answered before the end")));
            cancels = false;
        } catch (ConnectionException e) {
            cancels = !e.isStall();
            throw e;
        } finally {
            if (cancels) {
                requests.cancel(upload);
            }
        }
    }

    private synchronized InputStream open() throws IOException {
        course.requireWanted();
        InputStream opened = blob.open();
        in = opened;
        return opened;
    }

    /** Ends the upload, after its course: nobody waits any more for what is not written yet. */
    synchronized void stop() {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A file that was only read could not be closed", e);
        }
    }

    /** Tells a transfer of what was sent and will be. */
    synchronized void report(ProgressMeter.Transfer newTransfer) {
        newTransfer.moved(moved);
        transfer = newTransfer;
    }

    /** Ends what {@link #report} began, unless another transfer is told by now. */
    synchronized void reportNoMore(ProgressMeter.Transfer oldTransfer) {
        if (transfer == oldTransfer) {
            transfer = null;
        }
    }

    @Override
    public synchronized void moved(long bytes) {
        moved += bytes;
        if (transfer != null) {
            transfer.moved(bytes);
        }
    }

    @Override
    public synchronized void restart() {
        moved = 0;
        if (transfer != null) {
            transfer.restart();
        }
    }
}
