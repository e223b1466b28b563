package com.example.sample.docs;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciLayout;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.PullPolicy;
import dev.dockdash.registry.PullSource;
import dev.dockdash.registry.PulledImage;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/offline.md. */
class OfflineTest {

    @TempDir
    Path temp;

    @Test
    void pullsOnceThenNeverAgain() throws IOException {
        Dockdash dockdash =
                Dockdash.builder().cache(BlobCache.at(temp.resolve("cache"))).build();
        String reference;
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            reference = registry.preload(
                    "base:1",
                    Image.scratch()
                            .layer(dockdash.layer()
                                    .data("/etc/os-release", "ID=base\n")
                                    .build())
                            .build());
            // tag::warm[]
            PulledImage base = dockdash.pull(reference, Platform.parse("linux/amd64"), PullPolicy.MISSING);
            base.image().filesystem().readAllBytes("/etc/os-release"); // fetches the layers too
            // end::warm[]
            assertThat(base.source()).isEqualTo(PullSource.REGISTRY);
        }
        // tag::missing[]
        PulledImage again = dockdash.pull(reference, Platform.parse("linux/amd64"), PullPolicy.MISSING);
        assertThat(again.source()).isEqualTo(PullSource.CACHE);
        assertThat(again.image()).file("/etc/os-release").content().isEqualTo("ID=base\n");
        // end::missing[]
    }

    @Test
    void keepsABaseInTheRepository() throws IOException {
        Dockdash dockdash = Dockdash.create();
        Path images = temp.resolve("base");
        // tag::vendor[]
        Image pulled = Image.scratch() // or dockdash.pull("debian:12"), once, with a network
                .layer(dockdash.layer().data("/etc/os-release", "ID=base\n").build())
                .build();
        OciLayout.write(pulled, images, "12");

        Image base = ImageSource.of(images).tag("12").load(); // in every test run, without one
        // end::vendor[]
        assertThat(base).hasDigest(pulled.digest());
    }
}
