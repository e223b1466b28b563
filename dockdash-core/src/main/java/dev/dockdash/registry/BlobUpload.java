package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.registry.PushTally.Outcome;
import dev.dockdash.registry.UploadRequests.MountAnswer;
import dev.dockdash.registry.UploadRequests.Started;
import java.io.IOException;
import java.util.Optional;

/** Brings one blob into one repository in the cheapest way that the registry lets it. */
final class BlobUpload {

    private static final int TOO_LARGE = 413;

    private final Session session;
    private final Blob blob;
    private final UploadRequests requests;
    private final Optional<Repository> mountSource;
    private final ProgressMeter.Transfer transfer;

    BlobUpload(Session session, Repository repository, Blob blob, ProgressMeter.Transfer transfer) {
        this.session = session;
        this.blob = blob;
        this.requests = new UploadRequests(session.transport(), repository);
        this.mountSource = mountSource(repository, blob);
        this.transfer = transfer;
    }

    private static Optional<Repository> mountSource(Repository repository, Blob blob) {
        return blob instanceof RemoteBlob remote
                        && remote.repository().isInRegistryOf(repository)
                        && !remote.repository().name().equals(repository.name())
                ? Optional.of(remote.repository())
                : Optional.empty();
    }

    /**
     * Has the blob in the repository: it is there already, is mounted, or is sent.
     *
     * @throws IOException if none of it works
     */
    Outcome bring() throws IOException {
        if (requests.exists(blob)) {
            return Outcome.FOUND;
        }
        if (mountSource.isEmpty()) {
            send(Optional.empty());
            return Outcome.SENT;
        }
        MountAnswer answer = requests.mount(blob, mountSource.get());
        if (answer.mounted() && requests.exists(blob)) {
            return Outcome.MOUNTED;
        }
        send(answer.started());
        return Outcome.SENT;
    }

    /**
     * Has the blob in the repository, to which it was sent early: if that did not work out, as any other.
     *
     * @throws IOException if none of it works
     */
    Outcome bringUnless(SentEarly early) throws IOException {
        return early.await(transfer) ? Outcome.SENT_EARLY : bring();
    }

    /**
     * Has the blob in the repository without moving it.
     *
     * @throws IOException if it is not there and the registry does not mount it
     */
    Outcome bringWithoutMoving() throws IOException {
        if (requests.exists(blob)) {
            return Outcome.FOUND;
        }
        String reason = "it was in this repository and is no longer there";
        if (mountSource.isPresent()) {
            MountAnswer answer = requests.mount(blob, mountSource.get());
            if (answer.mounted() && requests.exists(blob)) {
                return Outcome.MOUNTED;
            }
            answer.started().ifPresent(requests::cancel);
            reason = answer.reason();
        }
        throw new IOException("Mounting the blob " + blob.digest() + " of "
                + mountSource.map(Repository::toString).orElse("the base") + " in " + requests.repository()
                + " was refused, and base layers are not to be moved: " + reason
                + ". Give the account the right to pull from there, or pull the base and push the image");
    }

    /** Sends the blob, whatever the registry says that it has. */
    void send(Optional<Started> started) throws IOException {
        if (session.uploads().monolithic() == MonolithicUpload.NEVER) {
            chunked().send(started);
            return;
        }
        try {
            sendWhole(started);
        } catch (RegistryException e) {
            if (e.status() != TOO_LARGE || session.uploads().monolithic() == MonolithicUpload.ALWAYS) {
                throw e;
            }
            chunked().send(Optional.empty());
        }
    }

    private void sendWhole(Optional<Started> started) throws IOException {
        session.transport().retries().run(number -> {
            // The answer to the last attempt may be all that was lost.
            if (number == 1 || !requests.exists(blob)) {
                Started upload = number == 1 && started.isPresent()
                        ? started.get()
                        : requests.start(blob.digest().algorithm());
                requests.put(upload.location(), blob, body(), "");
            }
            return blob;
        });
    }

    private BlobBody body() {
        return BlobBody.of(blob, session.transport().newWatch(), transfer);
    }

    private ChunkedUpload chunked() {
        return new ChunkedUpload(requests, blob, session.uploads().chunkSize(), transfer, this::body);
    }
}
