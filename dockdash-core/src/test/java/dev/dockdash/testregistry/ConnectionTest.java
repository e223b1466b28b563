package dev.dockdash.testregistry;

import static dev.dockdash.testregistry.HttpApi.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {

    @Test
    @Timeout(60)
    void connectionLivesOnAfterAnErrorThatComesBeforeAShortBody() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Socket socket = new Socket("localhost", registry.uri().getPort())) {
            byte[] manifest = new HttpApi(registry).pushImage("web", "1");
            socket.getOutputStream()
                    .write(bytes("PUT /v2/web/manifests/.bad HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"));
            socket.getOutputStream().write(new byte[60_000]);
            assertThat(readHead(socket.getInputStream()))
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Length: ");
            assertThat(readJson(socket.getInputStream())).contains("MANIFEST_INVALID");

            socket.getOutputStream().write(bytes("GET /v2/web/manifests/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 200");
            assertThat(socket.getInputStream().readNBytes(manifest.length)).isEqualTo(manifest);
        }
    }

    @Test
    @Timeout(60)
    void connectionIsClosedAfterAnErrorThatComesBeforeALongBody() throws IOException {
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                Socket socket = new Socket("localhost", registry.uri().getPort())) {
            socket.getOutputStream()
                    .write(bytes("PUT /v2/web/manifests/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"));

            assertThat(readHead(socket.getInputStream()))
                    .startsWith("HTTP/1.1 413")
                    .contains("Connection: close");
            assertThat(readJson(socket.getInputStream())).contains("MANIFEST_INVALID");
            socket.getOutputStream().write(new byte[8_000_000]);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void blobMuchLargerThanTheHeapPassesThrough(@TempDir Path directory) throws Exception {
        byte[] part = bytes(1 << 20, 6);
        int parts = 256;
        Digest digest = digestOf(part, parts);
        try (RegistryProcess registry = RegistryProcess.start(directory, "-Xmx32m");
                RawConnection connection = new RawConnection(registry.uri().getAuthority())) {
            String upload = new HttpApi(registry.uri()).startUpload("web");
            connection.sendHead("PUT", upload + "?digest=" + digest, parts * part.length);
            for (int i = 0; i < parts; i++) {
                connection.write(part);
            }
            assertThat(connection.readHead()).startsWith("HTTP/1.1 201");

            connection.send("GET", "/v2/web/blobs/" + digest);
            assertThat(connection.readHead()).contains("Content-Length: 268435456\r\n");
            for (int i = 0; i < parts; i++) {
                assertThat(connection.in().readNBytes(part.length)).isEqualTo(part);
            }
        }
    }

    private static Digest digestOf(byte[] part, int times) {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        for (int i = 0; i < times; i++) {
            hash.update(part);
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(readChar(in));
        }
        return head.toString();
    }

    /** Reads an error document, which ends with its third closing bracket. */
    private static String readJson(InputStream in) throws IOException {
        StringBuilder json = new StringBuilder();
        while (json.indexOf("}]}") < 0) {
            json.append(readChar(in));
        }
        return json.toString();
    }

    private static char readChar(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("The connection was closed within an answer");
        }
        return (char) next;
    }
}
