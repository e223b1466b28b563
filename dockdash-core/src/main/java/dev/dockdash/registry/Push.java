package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageManifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Pushes one image: blobs first, then the manifest, so that a reference never leads to half an image. */
final class Push {

    private static final String DIGEST_HEADER = "Docker-Content-Digest";

    private final Session session;
    private final Transport transport;
    private final Repository repository;

    Push(Session session, Repository repository) {
        this.session = session;
        this.transport = session.transport();
        this.repository = repository;
    }

    void push(Image image, String tagOrDigest) throws IOException {
        for (Blob blob : blobs(image).values()) {
            if (!isThere(blob)) {
                upload(blob);
            }
        }
        putManifest(image.manifest(), tagOrDigest);
    }

    /** Each blob once, though an image may have one layer twice. */
    private static Map<Digest, Blob> blobs(Image image) {
        Map<Digest, Blob> blobs = new LinkedHashMap<>();
        for (Layer layer : image.layers()) {
            blobs.put(layer.digest(), layer.blob());
        }
        blobs.put(image.config().digest(), Blob.of(image.config().toBytes()));
        return blobs;
    }

    private boolean isThere(Blob blob) throws IOException {
        Request head = Repository.request(repository.blob(blob.digest()), repository.pushing())
                .head()
                .build();
        try (Response response = transport.send(head, Expected.of("expected 200 or 404", 200, 404))) {
            return response.code() == 200;
        }
    }

    private void upload(Blob blob) throws IOException {
        Request post = Repository.request(repository.uploads(), repository.pushing())
                .post(RequestBody.create(new byte[0]))
                .build();
        HttpUrl location;
        try (Response response = transport.send(post, Expected.of("expected 202, an upload session", 202))) {
            location = location(response);
        }
        HttpUrl target = location.newBuilder()
                .addQueryParameter("digest", blob.digest().toString())
                .build();
        Request put = Repository.request(target, repository.pushing())
                .put(new BlobBody(
                        blob, transport.newWatch(), session.meter("Pushing").start(blob.size())))
                .build();
        transport
                .send(put, Expected.of("expected 201 for blob " + blob.digest() + " of " + blob.size() + " bytes", 201))
                .close();
    }

    private static HttpUrl location(Response response) throws IOException {
        String header = response.header("Location");
        HttpUrl location = header == null ? null : response.request().url().resolve(header);
        if (location == null) {
            throw new IOException("POST " + Urls.redacted(response.request().url())
                    + ": expected a Location for the upload but got " + header + "; is this a registry?");
        }
        return location;
    }

    private void putManifest(ImageManifest manifest, String tagOrDigest) throws IOException {
        MediaType type = MediaType.get(manifest.mediaType().value());
        Request put = Repository.request(repository.manifest(tagOrDigest), repository.pushing())
                .put(RequestBody.create(manifest.toBytes(), type))
                .build();
        try (Response response =
                transport.send(put, Expected.of("expected 201 for manifest " + manifest.digest(), 201))) {
            String stored = response.header(DIGEST_HEADER);
            if (stored != null && !stored.equals(manifest.digest().toString())) {
                throw new IOException("PUT " + Urls.redacted(response.request().url()) + ": expected the manifest "
                        + manifest.digest() + " to be stored but the registry says " + stored);
            }
        }
    }
}
