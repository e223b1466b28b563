package dev.dockdash.testregistry;

import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Blobs that are complete: reading and deleting them.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pulling-blobs">distribution-spec,
 *     pulling blobs</a>
 */
final class BlobEndpoint {

    private final Repositories repositories;
    private final ContentStore store;

    BlobEndpoint(Repositories repositories, ContentStore store) {
        this.repositories = repositories;
        this.store = store;
    }

    Response get(Request request) throws IOException, RefusedException {
        Route route = request.route();
        Digest digest = DigestParameter.parse(route.reference());
        Optional<Repository> repository = repositories.find(route.requiredRepository());
        if (repository.isEmpty() || !repository.get().hasBlob(digest)) {
            throw unknown(route);
        }
        FileChannel channel = open(route, digest);
        try {
            return content(request, digest, channel);
        } catch (IOException | RefusedException e) {
            channel.close();
            throw e;
        }
    }

    Response delete(Request request) throws IOException, RefusedException {
        Route route = request.route();
        Digest digest = DigestParameter.parse(route.reference());
        Optional<Repository> repository = repositories.find(route.requiredRepository());
        if (repository.isEmpty() || !repository.get().removeBlob(digest)) {
            throw unknown(route);
        }
        return Response.of(202);
    }

    private FileChannel open(Route route, Digest digest) throws IOException, RefusedException {
        try {
            return store.open(digest);
        } catch (NoSuchFileException e) {
            throw unknown(route);
        }
    }

    private static Response content(Request request, Digest digest, FileChannel channel)
            throws IOException, RefusedException {
        long size = channel.size();
        String entityTag = '"' + digest.toString() + '"';
        Optional<ByteRange> range = range(request, entityTag, size);
        long start = range.map(ByteRange::start).orElse(0L);
        long length = range.map(ByteRange::length).orElse(size);
        Response response = Response.of(range.isPresent() ? 206 : 200)
                .content("application/octet-stream", Channels.newInputStream(channel.position(start)), length)
                .header("Docker-Content-Digest", digest.toString())
                .header("ETag", entityTag)
                .header("Accept-Ranges", "bytes");
        return range.isEmpty()
                ? response
                : response.header("Content-Range", range.get().contentRange(size));
    }

    private static Optional<ByteRange> range(Request request, String entityTag, long size) throws RefusedException {
        Optional<String> header = request.header("Range");
        boolean applies = request.method().equals("GET")
                && request.header("If-Range").orElse(entityTag).equals(entityTag);
        return applies && header.isPresent() ? ByteRange.parse(header.get(), size) : Optional.empty();
    }

    private static RefusedException unknown(Route route) {
        return new RefusedException(
                ErrorCode.BLOB_UNKNOWN,
                "The repository " + route.requiredRepository() + " has no blob " + route.reference());
    }
}
