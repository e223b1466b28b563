package com.example.sample;

import dev.dockdash.Dockdash;
import dev.dockdash.PushResult;
import dev.dockdash.image.Image;
import dev.dockdash.layer.EntryAttributes;
import dev.dockdash.layer.Layer;
import dev.dockdash.testregistry.EmbeddedRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Builds an image without Docker, pushes it to a registry inside this JVM, and prints what it did. */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Runs the example.
     *
     * @throws IOException if the image cannot be built or pushed
     */
    public static void main(String[] args) throws IOException {
        long start = System.nanoTime();
        try (EmbeddedRegistry registry = EmbeddedRegistry.start()) {
            Dockdash dockdash = Dockdash.create();
            byte[] script = "#!/bin/sh\necho serving\n".getBytes(StandardCharsets.UTF_8);
            Layer app = dockdash.layer()
                    .data("/app/serve", script, EntryAttributes.DEFAULT.mode(0755))
                    .build();
            Image image = Image.scratch()
                    .layer(app)
                    .entrypoint("/app/serve")
                    .exposedPort("8080/tcp")
                    .build();
            PushResult pushed = dockdash.push(image, registry.hostAndPort() + "/web:1");
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            System.out.println("Built   " + image);
            System.out.println("Pushed  " + pushed.reference());
            System.out.println("Took    " + millis + " ms in a fresh JVM, registry start included");
        }
    }
}
