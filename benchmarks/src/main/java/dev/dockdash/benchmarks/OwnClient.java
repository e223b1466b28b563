package dev.dockdash.benchmarks;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.PullOptions;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;

/** Our client: the whole image, with its config and manifest, from a cache and into one. */
final class OwnClient implements RegistryTool {

    static final String NAME = "dockdash";

    private final RegistryClient client = RegistryClient.create();
    private final ReadyImage ready;
    private final String hostAndPort;

    OwnClient(ReadyImage ready, String hostAndPort) {
        this.ready = ready;
        this.hostAndPort = hostAndPort;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void push(String repository) throws IOException {
        client.push(ready.image(), ImageReference.of(hostAndPort, repository, "1"));
    }

    @Override
    public void pull(String repository, Path folder) throws IOException {
        PullOptions options = PullOptions.forPlatform(Platform.standard())
                .cache(BlobCache.at(folder))
                .fetchingLayers();
        client.pull(ImageReference.of(hostAndPort, repository, "1"), options);
    }
}
