package com.example.consumer;

import static dev.dockdash.assertj.DockdashAssertions.assertThat;

import dev.dockdash.Dockdash;
import dev.dockdash.PushResult;
import dev.dockdash.archive.ImageSource;
import dev.dockdash.archive.OciArchive;
import dev.dockdash.image.Image;
import dev.dockdash.junit.BuildImage;
import dev.dockdash.junit.EphemeralRegistry;
import dev.dockdash.junit.PushedImage;
import dev.dockdash.junit.RegistryRef;
import dev.dockdash.junit.TestRegistry;
import dev.dockdash.registry.Credentials;
import dev.dockdash.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BuildImage(value = "images/web", entrypoint = "/app/serve", user = "1000", exposedPorts = "8080/tcp")
class WebTest {

    private final Dockdash dockdash = Dockdash.create();

    @Test
    void looksIntoTheImage(PushedImage web, TestRegistry registry) {
        assertThat(web.reference()).startsWith(registry.hostAndPort() + "/web:");
        assertThat(web)
                .isValid()
                .config(c -> c.hasEntrypoint("/app/serve").hasUser("1000").exposesOnlyPorts("8080/tcp"))
                .file("/app/serve")
                .isRegularFile()
                .content()
                .contains("#!/bin/sh");
    }

    @Test
    void writesAndReadsAnArchiveOfWhatItPulled(PushedImage web, @TempDir Path folder) throws IOException {
        Path archive = folder.resolve("web.tar");
        OciArchive.write(dockdash.pull(web.reference()), archive);

        assertThat(ImageSource.of(archive)).hasDigest(web.digest());
    }

    @Test
    @EphemeralRegistry(value = "locked", tokenAuth = "ci:secret", tls = true)
    void derivesAndPushesWithATokenOverTls(@RegistryRef("locked") TestRegistry locked, PushedImage web)
            throws IOException {
        RegistryClient client = RegistryClient.builder()
                .https(locked.hostAndPort())
                .credentials(locked.hostAndPort(), Credentials.of("ci", "secret"))
                .certificateAuthority(locked.inProcess().orElseThrow().certificate())
                .build();
        Image base = dockdash.pull(web.reference());
        Image derived = Image.from(base)
                .layer(dockdash.layer().data("/app/version", "2").build())
                .build();

        PushResult pushed = Dockdash.builder().client(client).build().push(derived, locked.hostAndPort() + "/web:2");

        assertThat(ImageSource.registry(client, pushed.reference()))
                .hasDigest(derived.digest())
                .isBuiltOn(base)
                .hasLayerCount(2);
    }
}
