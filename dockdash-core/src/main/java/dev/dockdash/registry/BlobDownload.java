package dev.dockdash.registry;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The bytes of a blob as they come, asked for again from where they broke off. Not verified, and not thread-safe. */
final class BlobDownload extends BlockInputStream {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/([0-9]{1,18}|\\*)");
    private static final int MAX_RESUMPTIONS = 100;

    private final Transport transport;
    private final Request request;
    private final Expected expected;
    private final long size;
    private Response response;
    private InputStream in;
    private long offset;
    private int resumptions;
    private int withoutProgress;
    private int stalls;

    /**
     * Starts a download.
     *
     * @throws IOException if the first answer is not the blob's
     */
    BlobDownload(Transport transport, Repository repository, RemoteBlob blob) throws IOException {
        this.transport = transport;
        this.size = blob.size();
        this.request = Repository.request(repository.blob(blob.digest()), repository.pulling())
                .build();
        this.expected = Expected.of(
                "expected the blob " + blob.digest() + " that the manifest names; push the image again", 200, 206);
        this.response = transport.send(request, expected);
        this.in = body();
        requireLength();
    }

    private InputStream body() {
        return new WatchedInputStream(response.body().byteStream(), transport.newWatch());
    }

    private void requireLength() throws IOException {
        long length = response.body().contentLength();
        if (response.code() == 206 || (length >= 0 && length != size)) {
            response.close();
            throw new RefusedException(describe() + ": expected " + size + " bytes but the registry announces "
                    + (response.code() == 206 ? "a part" : Long.toString(length)) + "; push the image again");
        }
    }

    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        while (true) {
            try {
                return readOnce(buffer, start, length);
            } catch (RegistryException | RefusedException e) {
                throw e;
            } catch (IOException e) {
                if (offset == size) {
                    return -1;
                }
                prepareToResume(ConnectionException.of(request, e));
                reconnect();
            }
        }
    }

    private int readOnce(byte[] buffer, int start, int length) throws IOException {
        int read = in.read(buffer, start, length);
        if (read < 0 && offset < size) {
            throw new EOFException("ended after " + offset + " of " + size + " bytes");
        }
        if (read > 0) {
            offset += read;
            withoutProgress = 0;
        }
        return read;
    }

    private void prepareToResume(ConnectionException failure) throws IOException {
        response.close();
        resumptions++;
        withoutProgress++;
        // A few bytes before each silence would keep us waiting for hours.
        stalls += failure.isStall() ? 1 : 0;
        Retries retries = transport.retries();
        boolean often = retries.isLast(withoutProgress, failure)
                || stalls >= retries.policy().attempts()
                || resumptions >= MAX_RESUMPTIONS;
        if (often || !Retries.isPassing(failure)) {
            throw failure;
        }
        retries.pauseAfter(withoutProgress);
    }

    private void reconnect() throws IOException {
        @Nullable String etag = response.header("ETag");
        Request.Builder rest = request.newBuilder().header("Range", "bytes=" + offset + "-");
        if (etag != null && !etag.startsWith("W/")) {
            rest.header("If-Range", etag);
        }
        response = offset == 0 ? transport.send(request, expected) : transport.send(rest.build(), expected);
        in = body();
        if (response.code() == 206) {
            requireSame(etag);
        } else {
            requireLength();
            in = new SkippingInputStream(in, offset);
        }
    }

    private void requireSame(@Nullable String etag) throws IOException {
        String range = response.header("Content-Range", "");
        Matcher parts = CONTENT_RANGE.matcher(range);
        boolean fits = parts.matches()
                && Long.parseLong(parts.group(1)) == offset
                && (parts.group(2).equals("*") || Long.parseLong(parts.group(2)) == size);
        String now = response.header("ETag");
        if (fits && (etag == null || now == null || Objects.equals(etag, now))) {
            return;
        }
        response.close();
        throw new RefusedException(describe() + ": asked to go on at byte " + offset + " of " + size
                + " but the registry sent another part, or of another blob: " + range.replaceAll("\\p{Cntrl}", "?"));
    }

    private String describe() {
        return request.method() + " " + Urls.redacted(request.url());
    }

    @Override
    public void close() {
        response.close();
    }
}
