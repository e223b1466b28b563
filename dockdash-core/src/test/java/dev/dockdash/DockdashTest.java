package dev.dockdash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.archive.OciArchive;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.BlobCount;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.PullPolicy;
import dev.dockdash.registry.PullSource;
import dev.dockdash.registry.RegistryClient;
import dev.dockdash.registry.StreamingPush;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockdashTest {

    @TempDir
    Path temp;

    private Dockdash dockdash() {
        return Dockdash.builder().cache(BlobCache.at(temp)).build();
    }

    @Test
    void aPushTellsWhatItSentAndAPullWhoAnswered() throws IOException {
        Dockdash dockdash = dockdash();
        String reference;
        Image image =
                Image.scratch().layer(dockdash.layer().data("/a", "x").build()).build();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            reference = registry.hostAndPort() + "/app:1";
            assertThat(dockdash.push(image, reference).summary().sent().blobs()).isEqualTo(2);
            assertThat(dockdash.push(image, reference).summary().sent()).isEqualTo(new BlobCount(0, 0));
            assertThat(dockdash.pull(reference, Platform.LINUX_AMD64, PullPolicy.MISSING)
                            .source())
                    .isEqualTo(PullSource.REGISTRY);
        }
        assertThat(dockdash.pull(reference, Platform.LINUX_AMD64, PullPolicy.MISSING))
                .satisfies(pulled -> assertThat(pulled.source()).isEqualTo(PullSource.CACHE))
                .satisfies(pulled -> assertThat(pulled.image()).isEqualTo(image));
    }

    @Test
    void layersAreSentWhileTheyAreBuilt() throws IOException {
        Dockdash dockdash = dockdash();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start();
                StreamingPush push = dockdash.startPush(registry.hostAndPort() + "/app:1")) {
            Layer layer = dockdash.layer().data("/a", "x").build(push);
            Image image = Image.scratch().layer(layer).build();
            assertThat(push.finish(image).sent().blobs()).isEqualTo(2);
            assertThat(dockdash.pull(registry.hostAndPort() + "/app:1")).isEqualTo(image);
        }
    }

    @Test
    void itsSourcesUseItsCacheAndClient() throws IOException {
        Dockdash dockdash = dockdash();
        Image image =
                Image.scratch().layer(dockdash.layer().data("/a", "x").build()).build();
        Path file = temp.resolve("image");
        OciArchive.write(image, file);
        assertThat(dockdash.source(file).load()).isEqualTo(image);
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            String reference = registry.hostAndPort() + "/app:1";
            dockdash.push(image, reference);
            assertThat(dockdash.source(reference).load()).isEqualTo(image);
        }
    }

    @Test
    void credentialsThatWouldNotBeUsedAreRefused() {
        Dockdash.Builder both = Dockdash.builder()
                .client(RegistryClient.create())
                .credentials("registry.example.com", Credentials.of("joe", "secret"));
        assertThatThrownBy(both::build).isInstanceOf(IllegalStateException.class);
        assertThat(Dockdash.builder()
                        .credentials("registry.example.com", Credentials.of("joe", "secret"))
                        .build())
                .isNotNull();
    }
}
