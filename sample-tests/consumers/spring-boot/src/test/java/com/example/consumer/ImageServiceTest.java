package com.example.consumer;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dockdash.Dockdash;
import dev.dockdash.PushResult;
import dev.dockdash.archive.DockerArchive;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.image.Image;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.RegistryRef;
import dev.dockdash.junit.TestRegistry;
import dev.dockdash.layer.Compression;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Uses the libraries that it shares with dockdash, in the versions of Spring Boot, beside dockdash. */
@SpringBootTest(classes = ImageServiceTest.Application.class)
@BuildImage(value = "images/web", entrypoint = "/app/serve")
class ImageServiceTest {

    @Configuration
    static class Application {
        @Bean
        ObjectMapper json() {
            return new ObjectMapper();
        }

        @Bean
        OkHttpClient http() {
            return new OkHttpClient();
        }
    }

    @Autowired
    ObjectMapper json;

    @Autowired
    OkHttpClient http;

    @Test
    void readsThePushedManifestWithItsOwnLibraries(PushedImage web) throws IOException {
        String url = web.registry().uri() + "/v2/web/manifests/" + web.digest();
        Request request = new Request.Builder()
                .url(url)
                .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            JsonNode manifest = json.readTree(response.body().string());
            assertThat(manifest.at("/config/digest").textValue())
                    .isEqualTo(web.image().manifest().config().digest().toString());
        }
    }

    @Test
    void buildsReadsAndWritesEveryFormat(PushedImage web, @TempDir Path folder) throws IOException {
        Dockdash dockdash = Dockdash.create();
        Image base = dockdash.pull(web.reference());
        for (Compression compression : new Compression[] {Compression.ZSTD, Compression.GZIP, Compression.NONE}) {
            Image image = Image.from(base)
                    .layer(dockdash.layer()
                            .data("/app/config.yaml", "port: 8080\n".repeat(10_000))
                            .compression(compression)
                            .build())
                    .build();
            assertThat(image).isValid().file("/app/config.yaml").hasSize(110_000);
            Path file = folder.resolve(compression + ".tar");
            DockerArchive.write(image, file, "web:1");
            assertThat(ImageSource.of(file))
                    .isValid()
                    .hasImageId(image.manifest().config().digest());
        }
    }

    @Test
    @EphemeralRegistry(value = "locked", tokenAuth = "ci:secret", tls = true)
    void pushesWithATokenOverTls(@RegistryRef("locked") TestRegistry locked, PushedImage web) throws IOException {
        RegistryClient client = RegistryClient.builder()
                .https(locked.hostAndPort())
                .credentials(locked.hostAndPort(), Credentials.of("ci", "secret"))
                .certificateAuthority(locked.inProcess().orElseThrow().certificate())
                .build();
        Dockdash dockdash = Dockdash.builder().client(client).build();

        PushResult pushed = dockdash.push(web.image(), locked.hostAndPort() + "/team/web:1");

        assertThat(dockdash.source(pushed.reference())).isValid().hasDigest(web.digest());
        assertThat(locked.inProcess().orElseThrow()).receivedUploads(2);
        LoggerFactory.getLogger(getClass()).info("Pushed {}", pushed.reference());
    }
}
