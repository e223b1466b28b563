package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.testregistry.EmbeddedRegistry;
import dev.dockdash.testregistry.RegistryHandle;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry that the images of tests are pushed to, as a parameter of constructors, lifecycle methods and test methods,
 * or in a field.
 *
 * <p>The extension closes those that it injects; {@link EphemeralRegistry} says when. Without JUnit, whoever starts one
 * closes it:
 *
 * <pre>{@code
 * try (TestRegistry registry = TestRegistry.embedded().start()) {
 *     PushedImage tool = registry.push(image, "tool:1");
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class TestRegistry implements RegistryHandle, AutoCloseable {

    private final RegistryServer server;
    private final OncePerKey<ImageReference, PushedImage> pushed = new OncePerKey<>();
    private final Map<ImageReference, Digest> contents = new ConcurrentHashMap<>();

    TestRegistry(RegistryServer server) {
        this.server = Objects.requireNonNull(server, "server");
    }

    @Override
    public String hostAndPort() {
        return server.hostAndPort();
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public Optional<EmbeddedRegistry> inProcess() {
        return server.embedded();
    }

    /** Returns the user that the registry asks for, if its declaration gives one. */
    public Optional<String> username() {
        return server.login().map(EmbeddedOptions.Login::user);
    }

    /** Returns the password that the registry asks for, if its declaration gives one. */
    public Optional<String> password() {
        return server.login().map(EmbeddedOptions.Login::password);
    }

    /** Returns how to start a registry inside this JVM. */
    public static RegistryStarter embedded() {
        return () -> new TestRegistry(EmbeddedServer.start(EmbeddedOptions.NONE));
    }

    /**
     * Returns how to start a registry in a container, which needs Docker and Testcontainers.
     *
     * @param image the image, whose registry listens on port 5000, such as {@code registry:2}
     */
    public static RegistryStarter container(String image) {
        return () -> new TestRegistry(RegistryStart.ofUser().container(image));
    }

    /**
     * Returns how to use a registry that runs already; repositories there get a prefix that no one else has.
     *
     * @param hostAndPort where it listens, such as {@code localhost:5000}
     * @throws IllegalArgumentException if it is not a host with an optional port
     */
    public static RegistryStarter external(String hostAndPort) {
        ExternalServer server = ExternalServer.at(hostAndPort);
        return () -> new TestRegistry(server);
    }

    /**
     * Pushes an image.
     *
     * @param repository the repository with an optional tag, such as {@code team/web:1}; without a tag it is the first
     *     twelve hexadecimal characters of the digest
     * @throws IOException if the registry cannot be reached or refuses it, or another image was pushed there
     * @throws IllegalArgumentException if there can be no such repository or tag
     */
    public PushedImage push(Image image, String repository) throws IOException {
        int colon = repository.indexOf(':');
        String name = colon < 0 ? repository : repository.substring(0, colon);
        String tag = colon < 0 ? image.digest().shortHex() : repository.substring(colon + 1);
        return push(reference(name, tag), BuiltImage.of(List.of(image)), Dockdash.create());
    }

    /** Pushes an image that is declared. */
    PushedImage push(ImageDefinition definition, BuiltImage image, Dockdash dockdash) throws IOException {
        String tag = definition.tag().orElseGet(() -> image.digest().shortHex());
        return push(reference(definition.name(), tag), image, dockdash);
    }

    private ImageReference reference(String name, String tag) {
        return ImageReference.of(hostAndPort(), server.repositoryPrefix() + name, tag);
    }

    private PushedImage push(ImageReference reference, BuiltImage image, Dockdash dockdash) throws IOException {
        Digest first = contents.putIfAbsent(reference, image.digest());
        if (first != null && !first.equals(image.digest())) {
            throw new IOException(
                    "another image, " + first + ", was pushed as " + reference + " in this run, and this one is "
                            + image.digest() + ". Set another name or tag, or leave out tag");
        }
        return pushed.get(reference, () -> {
            server.push(image, reference, dockdash);
            return new PushedImage(reference, image, this);
        });
    }

    /**
     * Stops the registry and removes what was pushed to it; one that the extension injects is closed by it. Closing twice
     * does nothing.
     */
    @Override
    public void close() {
        server.close();
    }

    /** Returns {@link #uri} as text. */
    @Override
    public String toString() {
        return uri().toString();
    }
}
