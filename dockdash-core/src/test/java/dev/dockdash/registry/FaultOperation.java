package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.image.Image;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * What is done while something fails.
 *
 * @param name what it is called
 * @param tag what the tag {@code app:1} leads to when it succeeded
 * @param action does it
 */
record FaultOperation(String name, Digest tag, Action action) {

    static final FaultOperation PUSH = new FaultOperation(
            "push",
            FaultImages.NEW.digest(),
            (client, scene) -> client.push(FaultImages.NEW, scene.reference("app:1")));

    static final FaultOperation PUSH_INDEX = new FaultOperation(
            "push of an index",
            FaultImages.INDEX.digest(),
            (client, scene) -> client.push(FaultImages.INDEX, scene.reference("app:1")));

    static final FaultOperation STREAM = new FaultOperation(
            "push while it is built", FaultImages.STREAMED.digest(), (client, scene) -> stream(client, scene, true));

    /** The same, but whether the upload begins in time is left to chance. */
    static final FaultOperation HASTY_STREAM = new FaultOperation(
            "hasty push while it is built",
            FaultImages.STREAMED.digest(),
            (client, scene) -> stream(client, scene, false));

    static final FaultOperation PULL =
            new FaultOperation("pull", FaultImages.OLD.digest(), (client, scene) -> pull(client, scene, "app:1"));

    static final FaultOperation PULL_BY_DIGEST = new FaultOperation(
            "pull by digest",
            FaultImages.OLD.digest(),
            (client, scene) -> pull(client, scene, "app@" + FaultImages.OLD.digest()));

    static final FaultOperation COPY = new FaultOperation(
            "copy",
            FaultImages.BASE.digest(),
            (client, scene) -> client.copy(scene.reference("base:1"), scene.reference("app:1")));

    static final FaultOperation BUILD = new FaultOperation(
            "build on a base", FaultImages.derived(FaultImages.BASE).digest(), FaultOperation::build);

    /** Does something with a client. */
    @FunctionalInterface
    interface Action {
        void run(RegistryClient client, FaultScene scene) throws IOException;
    }

    /** Returns an operation that changes no tag. */
    static FaultOperation reading(String name, Action action) {
        return new FaultOperation(name, FaultImages.OLD.digest(), action);
    }

    private static void pull(RegistryClient client, FaultScene scene, String name) throws IOException {
        ImageReference reference = scene.reference(name);
        BlobCache cache = scene.cache();
        Image image = client.pull(
                        reference,
                        PullOptions.forPlatform(Platform.LINUX_AMD64)
                                .cache(cache)
                                .fetchingLayers())
                .image();
        assertThat(image).isEqualTo(FaultImages.OLD);
        for (Layer layer : image.layers()) {
            assertThat(cache.find(layer.digest())).isPresent();
            try (InputStream in = layer.blob().open()) {
                assertThat(in.readAllBytes()).hasSize((int) layer.size());
            }
        }
    }

    private static void build(RegistryClient client, FaultScene scene) throws IOException {
        Image base = client.pull(scene.reference("base:1"), Platform.LINUX_AMD64, scene.cache());
        client.push(FaultImages.derived(base), scene.reference("app:1"));
    }

    private static void stream(RegistryClient client, FaultScene scene, boolean begun) throws IOException {
        Layer layer = FaultImages.STREAMED.layers().get(0);
        try (StreamingPush push = client.startPush(scene.reference("app:1"))) {
            try (BlobWriter out = scene.cache().newBlob();
                    InputStream in = layer.blob().open()) {
                push.follow(out.growing());
                while (begun && scene.count("POST", FaultScene.UPLOADS) == 0) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException();
                    }
                    Thread.onSpinWait();
                }
                in.transferTo(out);
                out.commit(layer.digest());
            }
            push.finish(FaultImages.STREAMED);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
