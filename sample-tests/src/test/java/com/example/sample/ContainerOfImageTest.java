package com.example.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.ImageLayer;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.TestcontainersImages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** Runs the image of a test with Testcontainers; skipped without an engine, or without Debian's busybox-static. */
@EnabledIf("canRun")
@BuildImage(
        name = "web",
        layers = {
            @ImageLayer(file = "/bin/busybox", to = "/bin/busybox"),
            @ImageLayer(text = "hello", to = "/www/index.html")
        },
        entrypoint = {"/bin/busybox", "httpd", "-f", "-p", "8080", "-h", "/www"},
        exposedPorts = "8080/tcp",
        compression = BuildImage.Compression.GZIP)
class ContainerOfImageTest {

    static boolean canRun() {
        return Files.isExecutable(Path.of("/bin/busybox"))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void answersOverHttp(PushedImage web) throws Exception {
        try (GenericContainer<?> container =
                new GenericContainer<>(TestcontainersImages.of(web)).withExposedPorts(8080)) {
            container.start();
            URI page =
                    URI.create("http://" + container.getHost() + ":" + container.getMappedPort(8080) + "/index.html");
            assertThat(HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                            .body())
                    .startsWith("hello");
        }
    }
}
