package dev.dockdash.registry;

import dev.dockdash.cache.BlobFollower;
import dev.dockdash.cache.GrowingBlob;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A push that begins before there is an image: layers that follow it are sent while they are built.
 *
 * <pre>{@code
 * Dockdash dockdash = Dockdash.create();
 * try (StreamingPush push = dockdash.startPush("registry.example.com/web:1")) {
 *     Layer layer = dockdash.layer().directory(Path.of("build/app"), "/app").build(push);
 *     push.finish(Image.scratch().layer(layer).build());
 * }
 * }</pre>
 *
 * <p>Building never waits for the registry, and a layer that could not be sent early, or was lost since, is pushed like any
 * other. It pays where a layer is new. Who cannot know its digest yet cannot ask whether the registry has it, so it is sent
 * even if it does; and one that must be built again to fit its base is sent in vain.
 *
 * <p>As many layers as the client moves blobs at once are sent early, beside the blobs that the push itself moves.
 *
 * <p>Thread-safe. Whoever started it closes it.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks">
 *     distribution-spec, pushing a blob in chunks</a>
 */
public final class StreamingPush implements BlobFollower, Closeable {

    /** Longer than a registry takes for a few requests. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Session session;
    private final ImageReference reference;
    private final UploadRequests requests;
    private final ExecutorService threads;
    private final StreamedUpload.Course course = new StreamedUpload.Course();
    private final Map<StreamedUpload, Future<Boolean>> uploads = new LinkedHashMap<>();

    StreamingPush(Session session, ImageReference reference) {
        this.session = session;
        this.reference = reference;
        this.requests = new UploadRequests(session.transport(), session.repository(reference));
        this.threads = Executors.newFixedThreadPool(session.parallelism(), Parallel.DAEMONS);
        if (session.uploads().monolithic() != MonolithicUpload.AUTO) {
            course.end();
        }
    }

    /** Sends a blob while it is written, unless the client was told how blobs are to be sent. */
    @Override
    public void follow(GrowingBlob blob) {
        synchronized (uploads) {
            if (!course.isOver()) {
                StreamedUpload upload = new StreamedUpload(requests, blob, course);
                uploads.put(upload, threads.submit(upload));
            }
        }
    }

    /**
     * Pushes an image as {@link RegistryClient#push(Image, ImageReference)} does, but for the layers that were or are
     * being sent.
     *
     * @throws IOException if a layer cannot be read, or for the causes that {@link RegistryClient} names
     * @throws IllegalArgumentException if the reference has a digest that is not the image's
     */
    public PushSummary finish(Image image) throws IOException {
        String tagOrDigest = RegistryClient.tagOrDigest(reference, image.digest());
        return finished(push().add(image).push(ManifestBytes.of(image.manifest()), tagOrDigest));
    }

    /**
     * Pushes images for several platforms and their index as {@link RegistryClient#push(MultiPlatformImage,
     * ImageReference)} does, but for the layers that were or are being sent.
     *
     * @throws IOException if a layer cannot be read, or for the causes that {@link RegistryClient} names
     * @throws IllegalArgumentException if the reference has a digest that is not the index's
     */
    public PushSummary finish(MultiPlatformImage image) throws IOException {
        String tagOrDigest = RegistryClient.tagOrDigest(reference, image.index().digest());
        Push push = push();
        image.images().forEach(push::addChild);
        return finished(push.push(ManifestBytes.of(image.index()), tagOrDigest));
    }

    private Push push() {
        return new Push(session, requests.repository(), early());
    }

    /** Forgets what has ended: a further push finds it in the registry, or sends it again. */
    private PushSummary finished(PushSummary summary) {
        synchronized (uploads) {
            uploads.values().removeIf(Future::isDone);
        }
        return summary;
    }

    private Map<Digest, SentEarly> early() {
        Map<Digest, SentEarly> early = new HashMap<>();
        synchronized (uploads) {
            uploads.forEach((upload, sent) -> upload.blob()
                    .ifPresent(blob -> early.merge(blob.digest(), new SentEarly(upload, sent), SentEarly::or)));
        }
        return early;
    }

    /**
     * Ends and cancels what is still being sent, such as layers of no image that was pushed, and waits for that: seconds,
     * or as long as the stall limit if the registry is silent. Blobs that were sent for no image stay in the registry until
     * it collects them. Must not be called by a {@link ProgressListener}, for which it would wait.
     */
    @Override
    public void close() {
        List<StreamedUpload> running;
        synchronized (uploads) {
            course.end();
            threads.shutdown();
            running = List.copyOf(uploads.keySet());
        }
        running.forEach(StreamedUpload::stop);
        Parallel.end(threads, PATIENCE);
    }
}
