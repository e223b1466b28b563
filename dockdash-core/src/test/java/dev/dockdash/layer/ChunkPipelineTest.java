package dev.dockdash.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockdash.internal.tar.TarEntryType;
import dev.dockdash.oci.Digest;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChunkPipelineTest {

    private static final int PIECES = 24;

    private final TarLayout layout = TarLayout.of(LayerPlan.of(files()));

    @Test
    void everyStageGetsEveryPieceInOrder() throws IOException {
        Digest expected = sequentially();
        for (int round = 0; round < 10; round++) {
            MessageDigest first = DigestAlgorithm.SHA256.newMessageDigest();
            MessageDigest second = DigestAlgorithm.SHA256.newMessageDigest();
            AtomicInteger inSecond = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ChunkPipeline pipeline = new ChunkPipeline(layout, Compression.ZSTD);
            pipeline.run(chunk -> first.update(chunk.tar(), 0, chunk.tarLength()), chunk -> {
                most.accumulateAndGet(inSecond.incrementAndGet(), Math::max);
                second.update(chunk.tar(), 0, chunk.tarLength());
                inSecond.decrementAndGet();
            });
            assertThat(Digest.of(DigestAlgorithm.SHA256, first)).isEqualTo(expected);
            assertThat(Digest.of(DigestAlgorithm.SHA256, second)).isEqualTo(expected);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void afterAFailureNothingMoreIsDone() {
        AtomicInteger passed = new AtomicInteger();
        IOException failure = new IOException("disk full");
        ChunkPipeline pipeline = new ChunkPipeline(layout, Compression.ZSTD);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> pipeline.run(chunk -> {
                    if (passed.incrementAndGet() == 3) {
                        throw failure;
                    }
                }))
                .isSameAs(failure);
        assertThat(passed).hasValue(3);
    }

    @Test
    void whatIsNoIoFailureIsToldWithItsCause() {
        IllegalArgumentException failure = new IllegalArgumentException("a bug");
        ChunkPipeline pipeline = new ChunkPipeline(layout, Compression.NONE);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> pipeline.run(chunk -> {
                    throw failure;
                }))
                .withCause(failure);
    }

    private Digest sequentially() throws IOException {
        MessageDigest hash = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] piece = new byte[Chunk.SIZE];
        for (long position = 0; position < layout.length(); position += Chunk.SIZE) {
            int length = (int) Math.min(Chunk.SIZE, layout.length() - position);
            layout.read(position, piece, length);
            hash.update(piece, 0, length);
        }
        return Digest.of(DigestAlgorithm.SHA256, hash);
    }

    /** A file of almost a piece each, so that no two pieces are alike. */
    private static List<PlannedEntry> files() {
        Random random = new Random(1);
        List<PlannedEntry> files = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            byte[] bytes = new byte[Chunk.SIZE];
            random.nextBytes(bytes);
            files.add(new PlannedEntry(
                    "file" + i,
                    TarEntryType.REGULAR_FILE,
                    0644,
                    EntryAttributes.DEFAULT,
                    "",
                    new Content.Data(bytes),
                    false,
                    "file" + i));
        }
        return files;
    }
}
