package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class SpecialFilesTest {

    @TempDir
    Path temp;

    private LayerBuilder layer() {
        return Layer.builder(BlobCache.at(temp.resolve("cache")));
    }

    @Test
    void socketsAreNamed() throws IOException {
        Path socket = temp.resolve("s");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThatThrownBy(() -> layer().file(socket, "/app/s").build())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Adding " + socket + " to a layer as /app/s: expected a regular file but it is "
                            + "neither file nor directory");
            assertThatThrownBy(() -> layer().directory(temp, "/app").build())
                    .isInstanceOf(IOException.class)
                    .hasMessage("Adding " + temp + " to a layer: " + socket
                            + " is neither file, directory nor link (a socket, pipe or device?); exclude it");
        }
    }

    @Test
    void devicesAreNamed() {
        assertThatThrownBy(() -> layer().file(Path.of("/dev/null"), "/app/n").build())
                .hasMessage("Adding /dev/null to a layer as /app/n: expected a regular file but it is "
                        + "neither file nor directory");
    }
}
