package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.registry.UploadRequests.Started;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Sends a blob in chunks and goes on where the registry says that it is, after an error too.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks">
 *     distribution-spec, pushing a blob in chunks</a>
 */
final class ChunkedUpload {

    private static final Pattern RANGE = Pattern.compile("(?:bytes[= ])?0-([0-9]{1,18})");
    private static final int OUT_OF_ORDER = 416;
    private static final int MAX_STUCK = 2;
    private static final int MAX_CHUNK_SIZE = 64 * 1024 * 1024;

    private final Transport transport;
    private final UploadRequests requests;
    private final Blob blob;
    private final int chunkSize;
    private final ProgressMeter.Transfer transfer;
    private final Supplier<RequestBody> wholeBody;

    /** Where the registry is. */
    private record Position(HttpUrl location, long offset) {}

    ChunkedUpload(
            UploadRequests requests,
            Blob blob,
            int chunkSize,
            ProgressMeter.Transfer transfer,
            Supplier<RequestBody> wholeBody) {
        this.transport = requests.transport();
        this.requests = requests;
        this.blob = blob;
        this.chunkSize = chunkSize;
        this.transfer = transfer;
        this.wholeBody = wholeBody;
    }

    void send(Optional<Started> started) throws IOException {
        transport.retries().run(number -> {
            if (number > 1 && requests.exists(blob)) {
                return blob;
            }
            Started upload = number == 1 && started.isPresent() ? started.get() : start();
            transfer.restart();
            if (!sendChunks(upload)) {
                requests.cancel(upload);
                requests.put(start().location(), blob, wholeBody.get(), "");
            }
            return blob;
        });
    }

    private Started start() throws IOException {
        return requests.start(blob.digest().algorithm());
    }

    /** Returns whether the blob was sent; false if the registry does not get on by chunks. */
    private boolean sendChunks(Started upload) throws IOException {
        int size = Math.min(Math.max(chunkSize, upload.minChunkSize()), MAX_CHUNK_SIZE);
        Position position = new Position(upload.location(), 0);
        long furthest = 0;
        int stuck = 0;
        try (ChunkSource source = new ChunkSource(blob)) {
            while (stuck < MAX_STUCK) {
                byte[] chunk = source.read(position.offset(), size);
                long end = position.offset() + chunk.length;
                Position next = end == blob.size() ? sendLast(position, chunk) : sendNext(position, chunk);
                if (next == null) {
                    return true;
                }
                if (next.offset() > end) {
                    return false;
                }
                transfer.moved(next.offset() - position.offset());
                if (next.offset() > furthest) {
                    furthest = next.offset();
                    stuck = 0;
                } else if (next.offset() <= position.offset()) {
                    stuck++;
                }
                position = next;
            }
        }
        return false;
    }

    private Position sendNext(Position position, byte[] chunk) throws IOException {
        Request patch = requests.request(position.location())
                .patch(RequestBody.create(chunk, BlobBody.OCTETS))
                .header("Content-Range", contentRange(position, chunk))
                .build();
        try (Response response = transport.once(patch, Expected.of("expected 202 for a chunk", 202, 201))) {
            long accepted = response.header("Range") == null ? position.offset() + chunk.length : offset(response);
            return new Position(requests.location(response), accepted);
        } catch (IOException e) {
            return afterFailure(position, e);
        }
    }

    private @Nullable Position sendLast(Position position, byte[] chunk) throws IOException {
        try {
            String range = chunk.length == 0 ? "" : contentRange(position, chunk);
            requests.put(position.location(), blob, RequestBody.create(chunk, BlobBody.OCTETS), range);
            return null;
        } catch (IOException e) {
            boolean lostAnswer = e instanceof ConnectionException && requests.exists(blob);
            return lostAnswer ? null : afterFailure(position, e);
        }
    }

    private static String contentRange(Position position, byte[] chunk) {
        return position.offset() + "-" + (position.offset() + chunk.length - 1);
    }

    /** Asks where the registry is after a chunk that it did not take, or may not have taken. */
    private Position afterFailure(Position position, IOException failure) throws IOException {
        boolean outOfOrder = failure instanceof RegistryException e && e.status() == OUT_OF_ORDER;
        if (!outOfOrder && !Retries.isPassing(failure)) {
            throw failure;
        }
        transport.retries().pauseAfter(1);
        Request get = requests.request(position.location()).build();
        try (Response response = transport.once(get, Expected.of("expected 204, where the upload is", 200, 202, 204))) {
            HttpUrl location = response.header("Location") == null ? position.location() : requests.location(response);
            return new Position(location, offset(response));
        } catch (RegistryException | ConnectionException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    /** A fresh upload may say {@code 0-0}, which by the letter would be one byte. */
    private static long offset(Response response) {
        Matcher range = RANGE.matcher(response.header("Range", "").strip());
        long last = range.matches() ? Long.parseLong(range.group(1)) : 0;
        return last == 0 ? 0 : last + 1;
    }
}
