package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryException;
import java.io.IOException;
import java.util.UUID;

/** Looks at registries as another program would. */
final class Pulling {

    private Pulling() {}

    static Image pull(PushedImage image) throws IOException {
        return pull(image.reference());
    }

    static Image pull(String reference) throws IOException {
        return RegistryClient.create().pull(ImageReference.parse(reference), Platform.LINUX_AMD64);
    }

    /**
     * Returns what tells a registry from all others, which may listen on its port later: the reference of an image that
     * only it has.
     */
    static synchronized String mark(TestRegistry registry) throws IOException {
        String reference = registry.hostAndPort() + "/mark:1";
        Digest digest;
        try {
            digest = pull(reference).digest();
        } catch (RegistryException e) {
            Image unique =
                    Image.scratch().label("id", UUID.randomUUID().toString()).build();
            digest = registry.push(unique, "mark:1").digest();
        }
        return registry.hostAndPort() + "/mark@" + digest;
    }

    static void assertClosed(String mark) {
        assertThatThrownBy(() -> pull(mark)).isInstanceOf(IOException.class);
    }
}
