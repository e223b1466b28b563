package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockdash.blob.Blob;
import dev.dockdash.blob.BlobMismatchException;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.oci.Descriptor;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerIndexTest {

    @TempDir
    Path temp;

    private final byte[] tar = new RawTar()
            .directory("d/")
            .pax("SCHILY.xattr.user.a=\u00ff", "mtime=1.5", "uid=4000000000")
            .file("d/f", "content")
            .symbolicLink("l", "d/f")
            .hardLink("h", "d/f")
            .add("c", '3', new byte[0], header -> header.device(1, 3))
            .file("\u4e2d", "")
            .add("x", '0', new byte[0], header -> header.bytes(0, (byte) 0xe9))
            .pax("GNU.sparse.size=2000", "GNU.sparse.map=1000,4")
            .file("s", "data")
            .whiteout(".wh.w")
            .whiteout("d/.wh..wh..opq")
            .file("last", "end")
            .bytes();
    private final byte[] zstd = RawTar.zstd(tar);

    /** Counts what is opened and read. */
    private static final class CountingBlob implements Blob {

        private final byte[] bytes;
        private final Digest digest;
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicLong read = new AtomicLong();

        CountingBlob(byte[] bytes) {
            this.bytes = bytes;
            this.digest = Digest.of(bytes);
        }

        @Override
        public Digest digest() {
            return digest;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            opened.incrementAndGet();
            return new ByteArrayInputStream(bytes) {
                @Override
                public synchronized int read(byte[] buffer, int offset, int length) {
                    int count = super.read(buffer, offset, length);
                    read.addAndGet(Math.max(0, count));
                    return count;
                }
            };
        }
    }

    private static Descriptor descriptor(Blob blob) {
        return Descriptor.of(MediaType.OCI_LAYER_ZSTD, blob.digest(), blob.size());
    }

    private Layer layer(Blob blob) {
        return Layer.of(descriptor(blob), Digest.of(tar), blob, BlobCache.at(temp));
    }

    @Test
    void ofALayerIsReadFromTheCacheByTheNextRun() throws IOException {
        CountingBlob blob = new CountingBlob(zstd);
        List<LayerEntry> first = layer(blob).entries();
        assertThat(blob.opened).hasValue(1);
        Layer next = layer(blob);
        assertThat(next.entries()).isEqualTo(first).hasSize(11);
        assertThat(blob.opened).hasValue(1);
        assertThat(next.readContent(1)).asString().isEqualTo("content");
        assertThat(next.readContent(7)).hasSize(2000);
        assertThat(next.readContent(5)).isEmpty();
        assertThat(blob.opened).hasValue(3);
    }

    @Test
    void isOfTheLimitsThatTheLayerKept() throws IOException {
        Layer layer = layer(new CountingBlob(zstd));
        assertThat(layer.entries()).isNotEmpty();
        assertThatIOException()
                .isThrownBy(layer.within(LayerLimits.DEFAULT.entries(1))::entries)
                .withMessageContaining("more than 1 entries");
    }

    @Test
    void isOfThisBlobAndThisDiffIdOnly() throws IOException {
        layer(Blob.of(zstd)).entries();
        byte[] other = RawTar.zstd(new RawTar().file("evil", "").bytes());
        assertThatThrownBy(layer(Blob.of(other))::entries)
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageContaining("diffID");
    }

    @Test
    void thatIsDamagedIsMadeAgain() throws IOException {
        CountingBlob blob = new CountingBlob(zstd);
        List<LayerEntry> first = layer(blob).entries();
        for (int length : new int[] {0, 10, 100}) {
            try (Stream<Path> blobs = Files.list(temp.resolve("blobs/sha256"))) {
                for (Path file : blobs.toList()) {
                    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), length));
                }
            }
            int opened = blob.opened.get();
            assertThat(layer(blob).entries()).isEqualTo(first);
            assertThat(blob.opened).hasValue(opened + 1);
        }
    }

    @Test
    void withANoteThatLeadsElsewhereIsMadeAgain() throws IOException {
        List<LayerEntry> first = layer(Blob.of(zstd)).entries();
        Blob junk = BlobCache.at(temp).add(Blob.of(RawTar.zstd("junk".getBytes(StandardCharsets.UTF_8))));
        for (String note : List.of("", "not a digest", junk.digest().toString())) {
            try (Stream<Path> notes = Files.list(temp.resolve("keys/indexes"))) {
                for (Path file : notes.toList()) {
                    Files.writeString(file, note);
                }
            }
            assertThat(layer(Blob.of(zstd)).entries()).isEqualTo(first);
        }
    }

    @Test
    void isDoneWithoutWhereTheCacheCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        Blob blob = Blob.of(zstd);
        Layer layer = Layer.of(descriptor(blob), Digest.of(tar), blob, BlobCache.at(file.resolve("cache")));
        assertThat(layer.entries()).hasSize(11);
        assertThat(layer.readContent(1)).asString().isEqualTo("content");
    }

    @Test
    void isKeptForBlobsThatACacheHolds() throws IOException {
        CountingBlob blob = new CountingBlob(zstd);
        BlobCache cache = BlobCache.at(temp);
        Layer.of(descriptor(blob), Digest.of(tar), cache.caching(blob)).entries();
        assertThat(temp.resolve("keys/indexes")).isNotEmptyDirectory();
    }

    @Test
    void leadsToContentsWithoutReadingOn() throws IOException {
        byte[] big = new byte[8 << 20];
        new java.util.Random(1).nextBytes(big);
        byte[] plain = new RawTar()
                .file("first", "1")
                .add("big", '0', big, header -> {})
                .bytes();
        CountingBlob blob = new CountingBlob(plain);
        Layer layer = Layer.of(descriptor(blob), Digest.of(plain), blob);
        assertThat(layer.entries()).hasSize(2);
        blob.read.set(0);
        assertThat(layer.readContent(0)).asString().isEqualTo("1");
        assertThat(blob.read.get()).isLessThan(1 << 20);
    }

    @Test
    void noticesContentThatChangedSince() throws IOException {
        byte[] plain = new RawTar().file("a", "right").file("b", "x").bytes();
        CountingBlob blob = new CountingBlob(plain);
        Layer layer = Layer.of(descriptor(blob), Digest.of(plain), blob);
        layer.entries();
        plain[512] = 'l';
        assertThatThrownBy(() -> layer.readContent(0))
                .isInstanceOf(BlobMismatchException.class)
                .hasMessageContaining("expected the file of 5 bytes that was at byte 512");
        assertThatThrownBy(() -> layer.readContent(1)).hasMessageEndingWith("found other bytes, there or before it");
        plain[512] = 'r';
        assertThat(layer.readContent(1)).asString().isEqualTo("x");
    }

    @Test
    void givesContentsInOnePass() throws IOException {
        CountingBlob blob = new CountingBlob(zstd);
        Layer layer = layer(blob);
        List<LayerEntry> entries = layer.entries();
        int opened = blob.opened.get();
        Map<Integer, Integer> lengths = new java.util.TreeMap<>();
        List<Integer> order = new ArrayList<>();
        layer.readContents(i -> entries.get(i) instanceof LayerEntry.RegularFile, (i, content) -> {
            order.add(i);
            lengths.put(i, i == 1 ? content.read() : content.readAllBytes().length);
        });
        assertThat(order).containsExactly(1, 5, 6, 7, 10);
        assertThat(lengths).isEqualTo(Map.of(1, (int) 'c', 5, 0, 6, 0, 7, 2000, 10, 3));
        assertThat(blob.opened).hasValue(opened + 1);
    }

    @Test
    void hasNoMoreEntriesThanTheLayer() throws IOException {
        Layer layer = layer(Blob.of(zstd));
        assertThatThrownBy(() -> layer.readContent(11)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> layer.readContent(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void ofABigLayerIsMadeWithAThreadThatEnds() throws IOException {
        byte[] big = new byte[3 << 20];
        new java.util.Random(2).nextBytes(big);
        byte[] plain = new RawTar().add("big", '0', big, header -> {}).bytes();
        byte[] torn = plain.clone();
        torn[1 << 20]++;
        Layer right = RawTar.layer(RawTar.zstd(plain), plain);
        assertThat(right.readContent(0)).isEqualTo(big);
        assertThatIOException().isThrownBy(RawTar.layer(RawTar.zstd(torn), plain)::entries);
        byte[] cut = java.util.Arrays.copyOf(RawTar.zstd(plain), 2 << 20);
        assertThatIOException().isThrownBy(RawTar.layer(cut, plain)::entries);
        assertThatThrownBy(() -> right.readContents(i -> true, (i, content) -> {
                    throw new IllegalStateException("enough");
                }))
                .hasMessage("enough");
    }
}
