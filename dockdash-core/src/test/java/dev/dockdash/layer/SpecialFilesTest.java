package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    @Timeout(60)
    void nobodyWaitsForTheWriterOfAPipe() throws Exception {
        Path pipe = temp.resolve("p");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> layer().directory(pipe, "/app").build())
                .isInstanceOf(NotDirectoryException.class)
                .hasMessage(pipe.toString());
    }

    @Test
    void directoriesAreTheSameByEveryName() throws IOException {
        Path tree = Files.createDirectory(temp.resolve("tree"));
        Files.writeString(tree.resolve("f"), "x");
        Digest digest = layer().directory(tree, "/app").build().digest();
        Path link = Files.createSymbolicLink(temp.resolve("link"), tree);
        assertThat(layer().directory(link, "/app").build().digest()).isEqualTo(digest);
        Path relative = Path.of("").toAbsolutePath().relativize(tree);
        assertThat(layer().directory(relative, "/app").build().digest()).isEqualTo(digest);
    }
}
