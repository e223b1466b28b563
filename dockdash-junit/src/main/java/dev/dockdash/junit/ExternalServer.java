package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A registry that runs already and is used by others too. Thread-safe. */
final class ExternalServer implements RegistryServer {

    /** What is expected where {@link #isHostAndPort} does not hold. */
    static final String EXPECTED = "a host with an optional port, such as localhost:5000";

    private static final System.Logger LOGGER = System.getLogger(ExternalServer.class.getName());
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int RANDOM_BITS = 48;

    private final String hostAndPort;
    private final URI uri;
    private final String repositoryPrefix;
    private final Queue<Pushed> pushed = new ConcurrentLinkedQueue<>();

    /** What was pushed, and by whom. */
    private record Pushed(ImageReference reference, RegistryClient client) {

        void delete() {
            try {
                client.deleteManifest(reference);
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.DEBUG, () -> reference + " stays in its registry", e);
            }
        }
    }

    private ExternalServer(String hostAndPort, URI uri, String repositoryPrefix) {
        this.hostAndPort = hostAndPort;
        this.uri = uri;
        this.repositoryPrefix = repositoryPrefix;
    }

    /**
     * Returns the registry at that host and port.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static ExternalServer at(String hostAndPort) {
        if (!isHostAndPort(hostAndPort)) {
            throw new IllegalArgumentException("Invalid registry \"" + hostAndPort + "\": expected " + EXPECTED);
        }
        String host = hostAndPort.replaceFirst(":[0-9]+$", "");
        String scheme = LOOPBACK.contains(host) ? "http" : "https";
        String random = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        return new ExternalServer(hostAndPort, URI.create(scheme + "://" + hostAndPort), "dockdash-" + random + "/");
    }

    static boolean isHostAndPort(String text) {
        try {
            return ImageReference.parse(text + "/any").registry().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String hostAndPort() {
        return hostAndPort;
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String repositoryPrefix() {
        return repositoryPrefix;
    }

    @Override
    public void push(BuiltImage image, ImageReference reference, Dockdash dockdash) throws IOException {
        RegistryServer.super.push(image, reference, dockdash);
        // An index goes first: some registries keep manifests that one leads to.
        Stream.concat(Stream.of(image.digest()), image.images().stream().map(Image::digest))
                .distinct()
                .map(digest -> ImageReference.of(reference.registry(), reference.repository(), digest))
                .forEach(manifest -> pushed.add(new Pushed(manifest, dockdash.client())));
    }

    /** Deletes what was pushed; many registries do not allow that. */
    @Override
    public void close() {
        for (Pushed next = pushed.poll(); next != null; next = pushed.poll()) {
            next.delete();
        }
    }
}
