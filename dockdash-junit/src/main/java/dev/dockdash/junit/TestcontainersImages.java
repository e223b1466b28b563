package dev.dockdash.junit;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.utility.DockerImageName;

/**
 * Images of tests as Testcontainers names them.
 *
 * <pre>{@code
 * try (GenericContainer<?> server = new GenericContainer<>(TestcontainersImages.of(web)).withExposedPorts(8080)) {
 *     server.start();
 * }
 * }</pre>
 *
 * <p>Needs Testcontainers on the class path; nothing else here refers to this class. Engines before Docker 23 want the
 * image in gzip.
 */
public final class TestcontainersImages {

    private TestcontainersImages() {}

    /**
     * Returns the name by which the engine pulls an image from the registry of its tests. Containers that want a certain
     * image take it with {@link DockerImageName#asCompatibleSubstituteFor(String)}.
     *
     * @throws IllegalStateException if the registry is inside this JVM and {@code DOCKER_HOST} names an engine on another
     *     machine, which cannot reach it
     */
    public static DockerImageName of(PushedImage image) {
        return of(image, DockerProbe.ofUser().otherMachine());
    }

    /**
     * Does the same.
     *
     * @param elsewhere the address of the engine, if it is on another machine
     */
    static DockerImageName of(PushedImage image, Optional<URI> elsewhere) {
        if (elsewhere.isPresent() && image.registry().inProcess().isPresent()) {
            throw new IllegalStateException("The Docker engine at " + elsewhere.get()
                    + " is on another machine and cannot pull " + image
                    + ", because the registry of these tests is inside this JVM, on loopback. Use one that both reach:"
                    + " @EphemeralRegistry(type = EXTERNAL), or unset DOCKER_HOST to use the engine of this machine.");
        }
        return DockerImageName.parse(image.reference());
    }
}
