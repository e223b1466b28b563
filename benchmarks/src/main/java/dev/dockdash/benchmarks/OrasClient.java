package dev.dockdash.benchmarks;

import java.nio.file.Path;
import land.oras.ContainerRef;
import land.oras.Registry;

/** ORAS for Java: the blob alone, from a file and into one. */
final class OrasClient implements RegistryTool {

    private final Registry registry = Registry.builder().insecure().build();
    private final ReadyImage ready;
    private final String hostAndPort;

    OrasClient(ReadyImage ready, String hostAndPort) {
        this.ready = ready;
        this.hostAndPort = hostAndPort;
    }

    @Override
    public String name() {
        return "ORAS";
    }

    @Override
    public void push(String repository) {
        registry.pushBlob(blobIn(repository), ready.blob());
    }

    @Override
    public void pull(String repository, Path folder) {
        registry.fetchBlob(blobIn(repository), folder.resolve("blob"));
    }

    private ContainerRef blobIn(String repository) {
        return ContainerRef.parse(
                hostAndPort + "/" + repository + "@" + ready.layer().digest());
    }
}
