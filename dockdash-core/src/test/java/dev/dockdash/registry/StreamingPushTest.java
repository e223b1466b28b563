package dev.dockdash.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.BlobWriter;
import dev.dockdash.image.Image;
import dev.dockdash.image.MultiPlatformImage;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.ImageReference;
import dev.dockdash.oci.Platform;
import dev.dockdash.registry.ScriptedServer.Answer;
import dev.dockdash.registry.ScriptedServer.Asked;
import dev.dockdash.testregistry.ConnectionFault;
import dev.dockdash.testregistry.FaultProxy;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StreamingPushTest extends StreamingTest {

    private StreamingPush push() {
        return builder().build().startPush(reference("app:1"));
    }

    private void assertPulled(Image image) throws IOException {
        assertThat(builder().build().pull(direct("app:1"), Platform.LINUX_AMD64))
                .isEqualTo(image);
    }

    private static void awaitThat(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            Thread.onSpinWait();
        }
    }

    @Test
    void aLayerThatWasSentIsNotAskedFor() throws Exception {
        try (StreamingPush push = push()) {
            Layer layer = stream(push, "new");
            Image image = Image.scratch().layer(layer).build();
            PushSummary summary = push.finish(image);
            assertThat(summary.sent())
                    .isEqualTo(new BlobCount(2, layer.size() + image.config().toBytes().length));
            assertThat(server.asked("PATCH", UPLOAD)).singleElement().satisfies(patch -> {
                assertThat(patch.header("Content-Range")).isEmpty();
                assertThat(patch.body().length()).isEqualTo((int) layer.size());
            });
            assertThat(server.asked("HEAD", ".*" + layer.digest())).isEmpty();
            assertThat(server.asked("PUT", UPLOAD).stream().map(Asked::query))
                    .anyMatch(query -> query.contains(layer.digest().hex()));
            assertPulled(image);
        }
    }

    @Test
    void bytesMoveBeforeTheLayerIsComplete() throws Exception {
        Layer layer = layer("large", 2 << 20);
        byte[] bytes = Files.readAllBytes(BlobCache.fileOf(layer.blob()).orElseThrow());
        try (FaultProxy proxy = FaultProxy.before(registry.hostAndPort());
                StreamingPush push = builder().build().startPush(ImageReference.parse(proxy.hostAndPort() + "/app:1"));
                BlobWriter out = cache("streamed").newBlob()) {
            proxy.fail(ConnectionFault.reset().atRequestByte(1 << 20).on("PATCH", "/**"));
            push.follow(out.growing());
            out.write(bytes);
            awaitThat(() -> proxy.pendingFaults().isEmpty());
            assertThat(out.growing().completed()).isEmpty();
        }
    }

    @Test
    void theLayersOfABuildArePushed() throws IOException {
        Image image;
        try (StreamingPush push = push()) {
            Layer first = layer("first").build(push);
            Layer second = layer("second").build(push);
            image = Image.scratch().layer(first).layer(second).build();
            assertThat(push.finish(image).sent().blobs()).isEqualTo(3);
        }
        assertPulled(image);
        assertThat(server.asked("DELETE", ".*")).isEmpty();
    }

    @Test
    void aLayerThatIsInTheCacheIsPushedLikeAnyOther() throws IOException {
        layer("known").build();
        try (StreamingPush push = push()) {
            Image image = Image.scratch().layer(layer("known").build(push)).build();
            push.finish(image);
            assertPulled(image);
        }
        assertThat(server.asked("PATCH", ".*")).isEmpty();
    }

    @Test
    void aBlobThatIsCompleteIsAskedForFirst() throws Exception {
        Layer layer = layer("complete").build();
        Image image = Image.scratch().layer(layer).build();
        try (StreamingPush push = push();
                BlobWriter out = cache("streamed").newBlob()) {
            out.write(Files.readAllBytes(BlobCache.fileOf(layer.blob()).orElseThrow()));
            out.commit(layer.digest());
            push.follow(out.growing());
            push.finish(image);
            assertPulled(image);
        }
        assertThat(server.asked("PATCH", ".*")).isEmpty();
        assertThat(server.asked("HEAD", ".*" + layer.digest())).hasSize(1);
    }

    @Test
    void imagesForSeveralPlatformsAreFinishedTogether() throws Exception {
        try (StreamingPush push = push()) {
            Layer layer = stream(push, "both");
            MultiPlatformImage both = MultiPlatformImage.of(
                    Image.scratch().layer(layer).build(),
                    Image.scratch().platform(FaultImages.ARM64).layer(layer).build());
            assertThat(push.finish(both).digest()).isEqualTo(both.index().digest());
            assertPulled(both.images().get(0));
        }
        assertThat(server.asked("PATCH", UPLOAD)).hasSize(1);
    }

    @Test
    void anImageOfAnotherDigestIsRefused() throws Exception {
        Image other = image("other");
        Image image = image("image");
        ImageReference reference = reference("app@" + other.digest());
        try (StreamingPush push = builder().build().startPush(reference)) {
            assertThatThrownBy(() -> push.finish(image)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> push.finish(MultiPlatformImage.of(image)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aBuildThatFailsCancelsItsUpload() throws Exception {
        try (StreamingPush push = push()) {
            CountDownLatch begun = begun();
            try (BlobWriter out = cache("streamed").newBlob()) {
                push.follow(out.growing());
                await(begun);
                out.write(new byte[1000]);
            }
        }
        assertThat(server.asked("DELETE", UPLOAD)).hasSize(1);
        assertThat(server.asked("PUT", ".*")).isEmpty();
    }

    @Test
    void closingEndsWhatWouldWaitForEver() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(registry.hostAndPort());
                BlobWriter out = cache("streamed").newBlob()) {
            // No fault at all, but it tells that bytes have passed.
            proxy.fail(ConnectionFault.slow(1L << 30).atRequestByte(1).on("PATCH", "/**"));
            try (StreamingPush push =
                    builder().build().startPush(ImageReference.parse(proxy.hostAndPort() + "/app:1"))) {
                push.follow(out.growing());
                out.write(new byte[1 << 20]);
                awaitThat(() -> proxy.pendingFaults().isEmpty());
            }
            assertThat(registry.requests()).anyMatch(request -> request.matches("DELETE", UPLOADS + "*"));
        }
    }

    @Test
    void anInterruptedThreadDoesNotWaitForAnAnswerThatTrickles() throws Exception {
        try (FaultProxy proxy = FaultProxy.before(registry.hostAndPort());
                BlobWriter out = cache("streamed").newBlob()) {
            proxy.fail(ConnectionFault.slow(1).atResponseByte(0).on("PATCH", "/**"));
            StreamingPush push = builder().build().startPush(ImageReference.parse(proxy.hostAndPort() + "/app:1"));
            push.follow(out.growing());
            out.write(new byte[1000]);
            awaitThat(() -> registry.requests().stream().anyMatch(request -> request.matches("POST", "/**")));
            out.commit(Digest.of(new byte[1000]));
            awaitThat(() -> proxy.pendingFaults().isEmpty());
            Thread.currentThread().interrupt();
            push.close();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aLayerDoesNotWaitBehindOthersThatAreBuilt() throws Exception {
        try (StreamingPush push = builder().parallelism(1).build().startPush(reference("app:1"));
                BlobWriter other = cache("streamed").newBlob()) {
            CountDownLatch begun = begun();
            push.follow(other.growing());
            await(begun);
            Image image = Image.scratch().layer(layer("behind").build(push)).build();
            assertThat(push.finish(image).sent().blobs()).isEqualTo(2);
            assertThat(push.finish(image).found().blobs()).isEqualTo(2);
            assertPulled(image);
        }
    }

    @Test
    void aLayerThatTheRegistryLostSinceIsSentAgain() throws Exception {
        try (StreamingPush push = push()) {
            Image image = Image.scratch().layer(stream(push, "lost")).build();
            push.finish(image);
            PushSummary again = push.finish(image);
            assertThat(again.found().blobs()).isEqualTo(2);
            assertThat(again.sent().blobs()).isZero();
        }
        RegistryClient client = builder().build();
        try (StreamingPush push = client.startPush(reference("app:2"))) {
            CountDownLatch ended = new CountDownLatch(1);
            server.on("PUT", UPLOAD, (asked, number) -> {
                Answer answer = server.forward(asked);
                ended.countDown();
                return answer;
            });
            Layer layer = stream(push, "lost early");
            await(ended);
            client.deleteBlob(direct("app:2"), layer.digest());
            Image image = Image.scratch().layer(layer).build();
            push.finish(image);
            assertThat(client.pull(direct("app:2"), Platform.LINUX_AMD64)).isEqualTo(image);
        }
    }

    @Test
    void theLayerThatGotThereCounts() throws Exception {
        try (StreamingPush push = push();
                BlobWriter out = cache("again").newBlob()) {
            Layer layer = stream(push, "twice");
            out.write(Files.readAllBytes(BlobCache.fileOf(layer.blob()).orElseThrow()));
            out.commit(layer.digest());
            push.follow(out.growing());
            awaitThat(() -> registry.requests().stream().anyMatch(request -> request.matches("PUT", "/**")));
            Image image = Image.scratch().layer(layer).build();
            assertThat(push.finish(image).sent().blobs()).isEqualTo(2);
        }
    }

    @Test
    void nothingFollowsAfterTheClosing() throws Exception {
        StreamingPush push = push();
        push.close();
        Layer layer = layer("late").build(push);
        push.close();
        assertThat(server.asked()).isEmpty();
        Image image = Image.scratch().layer(layer).build();
        push.finish(image);
        assertPulled(image);
    }

    @Test
    void aRegistryThatTakesNoStreamIsNotSentAnother() throws Exception {
        server.on("PATCH", UPLOAD, Answer.of(405));
        try (StreamingPush push = push()) {
            Layer refused = stream(push, "refused");
            Image first = Image.scratch().layer(refused).build();
            push.finish(first);
            try (BlobWriter out = cache("streamed").newBlob()) {
                push.follow(out.growing());
                push.finish(first);
            }
        }
        assertThat(server.asked("POST", UPLOADS)).hasSize(3);
        assertThat(server.asked("PATCH", ".*")).hasSize(1);
        assertThat(server.asked("DELETE", UPLOAD)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MonolithicUpload.class,
            names = {"ALWAYS", "NEVER"})
    void whoSaysHowBlobsAreSentHasThemSentSo(MonolithicUpload policy) throws IOException {
        RegistryClient client = builder().monolithicUpload(policy).build();
        try (StreamingPush push = client.startPush(reference("app:1"))) {
            Image image = Image.scratch().layer(layer("new").build(push)).build();
            push.finish(image);
            assertPulled(image);
        }
        assertThat(server.asked("PATCH", ".*"))
                .allMatch(patch -> patch.header("Content-Range").isPresent());
    }

    @Test
    void anInterruptedThreadDoesNotWaitForWhatIsBeingSent() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        server.on("PATCH", UPLOAD, (asked, number) -> {
            await(end);
            return ScriptedServer.FORWARD;
        });
        try (StreamingPush push = builder().parallelism(1).build().startPush(reference("app:1"))) {
            Image image = Image.scratch().layer(stream(push, "new")).build();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> push.finish(image)).isInstanceOf(InterruptedIOException.class);
            assertThat(Thread.interrupted()).isTrue();
            end.countDown();
        }
    }
}
