package dev.dockdash.benchmarks;

import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestException;

/** The client within Jib, called as its own build does for a layer: the blob alone, from a file and into one. */
final class JibClient implements RegistryTool {

    private final FailoverHttpClient http = new FailoverHttpClient(true, false, event -> {});
    private final ReadyImage ready;
    private final String hostAndPort;
    private final DescriptorDigest digest;

    JibClient(ReadyImage ready, String hostAndPort) throws IOException {
        this.ready = ready;
        this.hostAndPort = hostAndPort;
        try {
            this.digest = DescriptorDigest.fromHash(ready.layer().digest().hex());
        } catch (DigestException e) {
            throw new IOException("Telling Jib the digest of " + ready.layer(), e);
        }
    }

    @Override
    public String name() {
        return "Jib";
    }

    @Override
    public void push(String repository) throws IOException {
        try {
            client(repository).pushBlob(digest, Blobs.from(ready.blob()), null, bytes -> {});
        } catch (RegistryException e) {
            throw new IOException("Pushing " + ready.layer() + " with Jib", e);
        }
    }

    @Override
    public void pull(String repository, Path folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve("blob"))) {
            client(repository).pullBlob(digest, size -> {}, bytes -> {}).writeTo(out);
        }
    }

    private RegistryClient client(String repository) {
        return RegistryClient.factory(EventHandlers.NONE, hostAndPort, repository, http)
                .newRegistryClient();
    }
}
