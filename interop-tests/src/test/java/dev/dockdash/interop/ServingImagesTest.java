package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.image.Image;
import dev.dockdash.layer.Compression;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A container that answers over HTTP at the port which its image exposes. */
class ServingImagesTest extends RegistryFixture {

    @Test
    void containerAnswersAtTheExposedPort() throws Exception {
        Image image = Image.from(Busybox.image(dockdash, Compression.GZIP))
                .layer(dockdash.layer()
                        .compression(Compression.GZIP)
                        .data("/www/index.html", "hello over HTTP".getBytes(StandardCharsets.UTF_8))
                        .build())
                .exposedPort("8080/tcp")
                .entrypoint("/bin/httpd", "-f", "-p", "8080", "-h", "/www")
                .build();
        String reference = dockdash.push(image, reference("web:1")).reference();
        Tool docker = Engine.DOCKER.tool();
        Engine.DOCKER.pull(reference);
        String container = docker.run("run", "-d", "--rm", "-p", "127.0.0.1::8080", reference);
        try {
            assertThat(docker.run("inspect", "-f", "{{json .Config.ExposedPorts}}", container))
                    .isEqualTo("{\"8080/tcp\":{}}");
            String root = "http://" + docker.run("port", container, "8080/tcp");
            PlainClient client = new PlainClient(root, Optional.empty(), Optional.empty());
            client.awaitAnswer("/index.html");
            assertThat(client.text("/index.html")).isEqualTo("hello over HTTP");
        } finally {
            docker.run("rm", "-f", container);
        }
        Engine.DOCKER.remove(reference);
    }
}
