package dev.dockdash.junit;

import dev.dockdash.oci.ImageReference;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Set;

/**
 * A registry that runs already and is used by others too.
 *
 * @param hostAndPort where it listens
 * @param uri its root
 * @param repositoryPrefix what repositories of this run begin with
 */
record ExternalServer(String hostAndPort, URI uri, String repositoryPrefix) implements RegistryServer {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int RANDOM_BITS = 48;

    /**
     * Returns the registry at that host and port.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static ExternalServer at(String hostAndPort) {
        if (!ImageReference.parse(hostAndPort + "/any").registry().equals(hostAndPort)) {
            throw new IllegalArgumentException(
                    "Invalid registry \"" + hostAndPort + "\": expected host and port, such as localhost:5000");
        }
        String host = hostAndPort.replaceFirst(":[0-9]+$", "");
        String scheme = LOOPBACK.contains(host) ? "http" : "https";
        String random = new BigInteger(RANDOM_BITS, new SecureRandom()).toString(Character.MAX_RADIX);
        return new ExternalServer(hostAndPort, URI.create(scheme + "://" + hostAndPort), "dockdash-" + random + "/");
    }

    @Override
    public void close() {}
}
