package dev.dockdash.junit;

import dev.dockdash.Dockdash;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry that the images of tests are pushed to, as a parameter of constructors, lifecycle methods and test methods,
 * or in a field.
 *
 * <p>It is closed by the extension; {@link EphemeralRegistry} says when. Safe for use by many threads.
 */
public final class TestRegistry {

    private final RegistryServer server;
    private final OncePerKey<ImageReference, PushedImage> pushed = new OncePerKey<>();
    private final Map<ImageReference, Digest> contents = new ConcurrentHashMap<>();

    TestRegistry(RegistryServer server) {
        this.server = Objects.requireNonNull(server, "server");
    }

    /** Returns where the registry listens, as image references begin, such as {@code localhost:41233}. */
    public String hostAndPort() {
        return server.hostAndPort();
    }

    /** Returns the root of the registry, without a slash at its end, such as {@code http://localhost:41233}. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the registry inside the JVM, unless it runs elsewhere. */
    public Optional<EmbeddedRegistry> embedded() {
        return server.embedded();
    }

    /**
     * Pushes an image unless it was pushed there.
     *
     * @throws IOException if the registry refuses it, or another image was pushed there
     */
    PushedImage push(ImageDefinition definition, BuiltImage image, Dockdash dockdash) throws IOException {
        String tag = definition.tag().orElseGet(() -> image.digest().shortHex());
        ImageReference reference = ImageReference.of(hostAndPort(), definition.name(), tag);
        Digest first = contents.putIfAbsent(reference, image.digest());
        if (first != null && !first.equals(image.digest())) {
            throw new IOException(
                    "another image, " + first + ", was pushed as " + reference + " in this run, and this one is "
                            + image.digest() + ". Set another name or tag, or leave out tag");
        }
        return pushed.get(reference, () -> {
            dockdash.push(image.images().get(0), reference.toString());
            return new PushedImage(reference, image, this);
        });
    }

    void stop() {
        server.close();
    }

    /** Returns {@link #uri} as text. */
    @Override
    public String toString() {
        return uri().toString();
    }
}
