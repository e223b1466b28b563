package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobWriter;
import dev.dockdash.layer.Layer;
import dev.dockdash.layer.LayerBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pushes layers to a registry while they are written, with a server before it that sees what comes. */
abstract class StreamingTest extends ForwardingTest {

    static final String UPLOADS = "/v2/app/blobs/uploads/";
    static final String UPLOAD = UPLOADS + ".+";

    LayerBuilder layer(String content) {
        return Layer.builder(cache("built")).data("/content", content);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).as("it happened").isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns what opens when an upload is begun. */
    CountDownLatch begun() {
        CountDownLatch begun = new CountDownLatch(1);
        server.on("POST", UPLOADS, (asked, number) -> {
            begun.countDown();
            return ScriptedServer.FORWARD;
        });
        return begun;
    }

    /** Lets a push follow a layer, which is written when its upload has begun. */
    Layer stream(StreamingPush push, String content) throws IOException {
        return stream(push, layer(content));
    }

    Layer stream(StreamingPush push, LayerBuilder builder) throws IOException {
        CountDownLatch begun = begun();
        try (BlobWriter out = cache("streamed").newBlob()) {
            push.follow(out.growing());
            await(begun);
            Layer layer = builder.build();
            try (InputStream in = layer.blob().open()) {
                in.transferTo(out);
            }
            out.commit(layer.digest());
            return layer;
        }
    }
}
