package dev.dockdash.registry;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.VerifyingInputStream;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** A blob in a registry, fetched whenever it is opened. */
record RemoteBlob(Transport transport, Repository repository, Digest digest, long size) implements Blob {

    @Override
    public InputStream open() throws IOException {
        HttpUrl url = repository.blob(digest);
        Response response = transport.send(
                Transport.request(url).build(),
                Set.of(200),
                "expected the blob " + digest + " that the manifest names; push the image again");
        return new VerifyingInputStream(response.body().byteStream(), digest, size, Transport.redacted(url));
    }

    @Override
    public String toString() {
        return digest + " in " + repository.name();
    }
}
