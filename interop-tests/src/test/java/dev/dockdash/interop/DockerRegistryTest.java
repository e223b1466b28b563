package dev.dockdash.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.interop.DockerRegistry.Guard;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.MonolithicUpload;
import dev.dockdash.registry.PushSummary;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.RegistryException;
import dev.dockdash.registry.StreamingPush;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client against Debian's docker-registry, which tells by plain HTTP what it has after every step. */
class DockerRegistryTest extends RegistryFixture {

    private static final int CHUNK = 100_000;

    @ParameterizedTest
    @EnumSource(Guard.class)
    void pushedImageIsThereAndIsPulledAsItWas(Guard guard) throws Exception {
        Image image = Busybox.image(dockdash, Compression.ZSTD);
        try (DockerRegistry server = start(guard)) {
            RegistryClient client = server.client().build();
            ImageReference reference = on(server, "app:1");
            PushSummary pushed = client.push(image, reference);
            assertThat(pushed.sent().blobs()).isEqualTo(2);
            assertHas(server, "app", "1", image);
            assertPulls(client, reference, image);
            assertPulls(client, on(server, "app@" + image.digest()), image);
            PushSummary repeated = client.push(image, reference);
            assertThat(repeated.found().blobs()).isEqualTo(2);
            assertThat(repeated.sent().blobs()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void blobsArriveInChunks(Guard guard) throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        try (DockerRegistry server = start(guard)) {
            RegistryClient client = server.client()
                    .monolithicUpload(MonolithicUpload.NEVER)
                    .chunkSize(CHUNK)
                    .build();
            client.push(image, on(server, "app:1"));
            assertHas(server, "app", "1", image);
            assertPulls(client, on(server, "app:1"), image);
            long size = image.layers().get(0).descriptor().size();
            assertThat(server.logged("PATCH", "/v2/app/blobs/uploads/")).isGreaterThanOrEqualTo(size / CHUNK);
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    @Timeout(60)
    void layerArrivesWhileItIsWritten(Guard guard) throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        Layer layer = image.layers().get(0);
        try (DockerRegistry server = start(guard);
                StreamingPush push = server.client().build().startPush(on(server, "app:1"))) {
            try (BlobWriter out = BlobCache.at(folder.resolve("streamed")).newBlob();
                    InputStream in = layer.blob().open()) {
                push.follow(out.growing());
                out.write(in.readNBytes(CHUNK));
                while (server.logged("POST", "/v2/app/blobs/uploads/") == 0) {
                    assertThat(Thread.currentThread().isInterrupted())
                            .as("timed out")
                            .isFalse();
                }
                in.transferTo(out);
                out.commit(layer.digest());
            }
            assertThat(push.finish(image).sent().blobs()).isEqualTo(2);
            assertHas(server, "app", "1", image);
            assertPulls(server.client().build(), on(server, "app:1"), image);
            assertThat(server.logged("PATCH", "/v2/app/blobs/uploads/")).isEqualTo(1);
            assertThat(server.logged("HEAD", "/v2/app/blobs/" + layer.digest())).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void layersOfAnotherRepositoryAreMounted(Guard guard) throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        try (DockerRegistry server = start(guard)) {
            RegistryClient client = server.client().build();
            client.push(image, on(server, "from:1"));
            Image changed = Image.from(client.pull(on(server, "from:1"), Platform.standard()))
                    .user("app")
                    .build();
            PushSummary pushed = client.push(changed, on(server, "to:1"));
            assertThat(pushed.mounted().blobs()).isEqualTo(1);
            assertThat(pushed.sent().blobs()).isEqualTo(1);
            assertHas(server, "to", "1", changed);
            assertPulls(client, on(server, "to:1"), changed);
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void indexIsCopiedIntoTheRegistryWithinItAndOut(Guard guard) throws Exception {
        MultiPlatformImage index = TwoPlatforms.image(dockdash);
        dockdash.push(index, reference("first:1"));
        try (DockerRegistry server = start(guard)) {
            RegistryClient client = server.client().build();
            client.copy(ImageReference.parse(reference("first:1")), on(server, "in:1"));
            assertThat(server.plainClient().manifest("in", "1")).isEqualTo(index.digest());
            PushSummary within = client.copy(on(server, "in:1"), on(server, "within:2"));
            assertThat(within.sent().blobs()).isZero();
            assertThat(server.plainClient().manifest("within", "2")).isEqualTo(index.digest());
            for (Image image : index.images()) {
                assertHas(server, "within", image.digest().toString(), image);
            }
            client.copy(on(server, "within:2"), ImageReference.parse(reference("out:3")));
            assertThat(new PlainClient("http://" + registry.hostAndPort(), Optional.empty(), Optional.empty())
                            .manifest("out", "3"))
                    .isEqualTo(index.digest());
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void tagsAreListed(Guard guard) throws Exception {
        Image image = Image.scratch().build();
        try (DockerRegistry server = start(guard)) {
            RegistryClient client = server.client().build();
            client.push(image, on(server, "app:b"));
            client.push(image, on(server, "app:a"));
            client.push(image, on(server, "other:c"));
            assertThat(client.tags(on(server, "app"))).containsExactlyInAnyOrder("a", "b");
            assertThat(client.repositories(server.hostAndPort())).containsExactlyInAnyOrder("app", "other");
            assertThat(server.plainClient().text("/v2/app/tags/list"))
                    .startsWith("{\"name\":\"app\",\"tags\":[")
                    .contains("\"a\"", "\"b\"")
                    .doesNotContain("\"c\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Guard.class)
    void manifestAndBlobAreDeleted(Guard guard) throws Exception {
        Image image = Busybox.image(dockdash, Compression.GZIP);
        Digest layer = image.layers().get(0).descriptor().digest();
        try (DockerRegistry server = start(guard)) {
            PlainClient plain = server.plainClient();
            RegistryClient client = server.client().build();
            client.push(image, on(server, "app:1"));
            client.push(image, on(server, "app:2"));
            assertThat(plain.manifest("app", "2")).isEqualTo(image.digest());
            client.deleteManifest(on(server, "app@" + image.digest()));
            assertThat(plain.status("/v2/app/manifests/" + image.digest())).isEqualTo(404);
            assertThat(plain.status("/v2/app/manifests/1")).isEqualTo(404);
            assertThat(plain.status("/v2/app/manifests/2")).isEqualTo(404);
            assertThat(plain.blob("app", layer)).isEqualTo(layer);
            client.deleteBlob(on(server, "app"), layer);
            assertThat(plain.status("/v2/app/blobs/" + layer)).isEqualTo(404);
        }
    }

    @Test
    void clientWithoutCredentialsIsRefused() throws Exception {
        try (DockerRegistry server = start(Guard.BASIC)) {
            RegistryClient client = server.strangersClient().build();
            assertThatThrownBy(() -> client.push(Image.scratch().build(), on(server, "app:1")))
                    .isInstanceOfSatisfying(
                            RegistryException.class, e -> assertThat(e.status()).isEqualTo(401));
            assertThat(server.plainClient().status("/v2/app/manifests/1")).isEqualTo(404);
        }
    }

    @Test
    void certificateThatNobodyTrustsEndsTheConversation() throws Exception {
        try (DockerRegistry server = start(Guard.TLS)) {
            RegistryClient client = server.strangersClient().build();
            assertThatThrownBy(() -> client.push(Image.scratch().build(), on(server, "app:1")))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(SSLException.class);
        }
    }

    private DockerRegistry start(Guard guard) throws IOException, InterruptedException {
        return DockerRegistry.start(folder.resolve("docker-registry"), guard);
    }

    private static ImageReference on(DockerRegistry server, String name) {
        return ImageReference.parse(server.hostAndPort() + "/" + name);
    }

    private static void assertHas(DockerRegistry server, String repository, String tagOrDigest, Image image)
            throws IOException, InterruptedException {
        PlainClient plain = server.plainClient();
        assertThat(plain.manifest(repository, tagOrDigest)).isEqualTo(image.digest());
        Digest config = image.manifest().config().digest();
        assertThat(plain.blob(repository, config)).isEqualTo(config);
        for (Layer layer : image.layers()) {
            Digest digest = layer.descriptor().digest();
            assertThat(plain.blob(repository, digest)).isEqualTo(digest);
        }
    }

    private static void assertPulls(RegistryClient client, ImageReference reference, Image image) throws IOException {
        Image pulled = client.pull(reference, image.config().platform());
        assertThat(pulled).isEqualTo(image);
        assertThat(pulled.filesystem().readAllBytes("/bin/busybox"))
                .isEqualTo(image.filesystem().readAllBytes("/bin/busybox"));
    }
}
