package dev.dockdash.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.image.Image;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;

/** Looks at registries as another program would. */
final class Pulling {

    private Pulling() {}

    static Image pull(PushedImage image) throws IOException {
        return pull(image.reference());
    }

    static Image pull(String reference) throws IOException {
        return RegistryClient.create().pull(ImageReference.parse(reference), Platform.LINUX_AMD64);
    }

    static void connect(URI registry) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), registry.getPort()).close();
    }

    static void assertClosed(URI registry) {
        assertThatThrownBy(() -> connect(registry)).isInstanceOf(ConnectException.class);
    }
}
