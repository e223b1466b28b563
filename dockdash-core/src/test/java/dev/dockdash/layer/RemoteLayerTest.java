package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.cache.CacheKey;
import dev.dockdash.cache.RemoteCache;
import dev.dockdash.internal.tar.TarEntryType;
import dev.dockdash.layer.LayerBuild.Source;
import dev.dockdash.oci.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteLayerTest {

    /** The header of one file, and the end of the archive. */
    private static final int TAR_OVERHEAD = 512 + 1024;

    @TempDir
    Path temp;

    private final Memory remote = new Memory();

    /** A remote cache in memory. */
    private static class Memory implements RemoteCache {

        private final Map<CacheKey, Blob> blobs = new HashMap<>();
        private final List<CacheKey> asked = new ArrayList<>();

        @Override
        public Optional<Blob> find(CacheKey key) {
            asked.add(key);
            return Optional.ofNullable(blobs.get(key));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void add(CacheKey key, Blob blob, MediaType type) {
            blobs.put(key, blob);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private Layer build(String folder, Compression compression, byte[] bytes) throws IOException {
        return Layer.builder(BlobCache.at(temp.resolve(folder)).withRemote(remote))
                .data("/a", bytes)
                .compression(compression)
                .build();
    }

    private static Source source(Layer layer) {
        return layer.build().orElseThrow().source();
    }

    @ParameterizedTest
    @EnumSource
    void layersOfAnyNumberOfPiecesAreTaken(Compression compression) throws IOException {
        int one = Chunk.SIZE - TAR_OVERHEAD;
        for (int size : new int[] {0, 1, one, one + 1, one + Chunk.SIZE, one + Chunk.SIZE + 1, 3 * Chunk.SIZE}) {
            Layer built = build("first", compression, random(size));
            Layer taken = build("second", compression, random(size));
            assertThat(source(taken)).as("%s bytes", size).isEqualTo(Source.REMOTE_CONTENT);
            assertThat(taken).isEqualTo(built);
            assertThat(taken.build().orElseThrow().tarSize())
                    .isEqualTo(built.build().orElseThrow().tarSize());
        }
    }

    @Test
    void aLayerThatIsHereIsNotAskedFor() throws IOException {
        build("first", Compression.ZSTD, random(10));
        remote.asked.clear();
        assertThat(source(build("first", Compression.ZSTD, random(10))))
                .isIn(Source.CACHED_INPUTS, Source.CACHED_CONTENT);
        assertThat(remote.asked).isEmpty();
    }

    @Test
    void aRemoteThatThrowsWhatNobodyExpectsIsNotAskedAgain() throws IOException {
        Memory broken = new Memory() {
            @Override
            public Optional<Blob> find(CacheKey key) {
                super.find(key);
                throw new IllegalStateException("broken");
            }
        };
        BlobCache cache = BlobCache.at(temp.resolve("broken")).withRemote(broken);
        assertThat(source(Layer.builder(cache).data("/a", "x").build())).isEqualTo(Source.WRITTEN);
        assertThat(source(Layer.builder(cache).data("/a", "y").build())).isEqualTo(Source.WRITTEN);
        assertThat(broken.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void aLayerThatComesTooSlowlyIsNotKept(int size) throws IOException {
        byte[] bytes = random(size);
        Layer layer = build("first", Compression.ZSTD, bytes);
        BlobCache cache = BlobCache.at(temp.resolve("second"));
        assertThatThrownBy(() ->
                        remoteLayer(layer, bytes, clock(Duration.ofSeconds(12))).keep(layer.blob(), cache))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bytes of a layer came in 12 s");
        assertThat(cache.find(layer.digest())).isEmpty();
        remoteLayer(layer, bytes, clock(Duration.ofSeconds(1))).keep(layer.blob(), cache);
        assertThat(cache.find(layer.digest())).isPresent();
    }

    private static RemoteLayer remoteLayer(Layer layer, byte[] bytes, LongSupplier nanoTime) {
        LayerPlan plan = LayerPlan.of(List.of(new PlannedEntry(
                "a",
                TarEntryType.REGULAR_FILE,
                0644,
                EntryAttributes.DEFAULT,
                "",
                new Content.Data(bytes),
                false,
                "test")));
        return new RemoteLayer(TarLayout.of(plan), Compression.ZSTD, layer.diffId(), nanoTime);
    }

    /** Returns a clock that is read a first time at zero, and later each time so much later. */
    private static LongSupplier clock(Duration step) {
        AtomicLong now = new AtomicLong(-step.toNanos());
        return () -> now.addAndGet(step.toNanos());
    }
}
