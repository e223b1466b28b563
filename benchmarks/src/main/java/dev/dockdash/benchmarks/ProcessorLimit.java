package dev.dockdash.benchmarks;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.dockdash.benchmarks.StageTimes.Stage;
import dev.dockdash.blob.Blob;
import dev.dockdash.cache.BlobCache;
import dev.dockdash.internal.tar.TarEntryType;
import dev.dockdash.internal.tar.TarHeader;
import dev.dockdash.internal.tar.TarHeaderEncoder;
import dev.dockdash.layer.Compression;
import dev.dockdash.layer.Layer;
import dev.dockdash.oci.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Measures the processor time that the stages of a build take, each alone on one thread. Their sum, divided by the
 * cores, is what a build could reach that splits its work perfectly.
 *
 * <p>As a {@link Contender} it runs beside the builds; its own wall time means nothing.
 */
final class ProcessorLimit implements Contender {

    static final String NAME = "limit";
    static final String WITH_SECOND_LOOK = "limit, and a second look at each file";

    private static final int PIECE = 1 << 20;
    private static final int FILE_MODE = 0644;
    private static final int LEVEL = 3;

    private final BareWalk walk;
    private final Blob tar;
    private final Path blobFile;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(PIECE);
    private final List<StageTimes> runs = new ArrayList<>();

    /** Prepares the uncompressed layer of a folder; files are kept in the scratch folder. */
    ProcessorLimit(Path source, Path scratch) throws IOException {
        this.walk = new BareWalk(source);
        this.tar = Layer.builder(BlobCache.at(scratch.resolve("tar")))
                .directory(source, "/fixture")
                .compression(Compression.NONE)
                .build()
                .blob();
        this.blobFile = scratch.resolve("blob");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws IOException {
        StageTimes times = new StageTimes();
        times.time(Stage.WALK, walk::run);
        times.time(Stage.READ, this::readFiles);
        times.time(Stage.HEADERS, this::encodeHeaders);
        times.time(Stage.SECOND_LOOK, this::lookAgain);
        compress(times);
        runs.add(times);
    }

    @Override
    public void reset() throws IOException {
        Files.deleteIfExists(blobFile);
    }

    /** Returns the uncompressed layer. */
    Blob tar() {
        return tar;
    }

    /** Returns the median of each stage over the last runs. */
    StageTimes median(int last) {
        return StageTimes.median(runs.subList(runs.size() - last, runs.size()));
    }

    /** Returns what some stages took in each of the last runs, split over the cores. */
    Samples limits(Set<Stage> stages, int last) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new Samples(runs.subList(runs.size() - last, runs.size()).stream()
                .map(times -> times.sum(stages) / cores)
                .toList());
    }

    private void readFiles() throws IOException {
        for (BareWalk.Found file : walk.files()) {
            try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
                for (long left = file.size(); left > 0; left -= PIECE) {
                    readBuffer.clear().limit((int) Math.min(left, PIECE));
                    while (readBuffer.hasRemaining() && channel.read(readBuffer) >= 0) {
                        // A read may return less than there is room for.
                    }
                }
            }
        }
    }

    /** Whoever is to notice that a file changed while it was read must ask once more, and for its change time. */
    private void lookAgain() throws IOException {
        for (BareWalk.Found file : walk.files()) {
            Files.readAttributes(file.path(), "unix:ino,size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
        }
    }

    private void encodeHeaders() {
        for (BareWalk.Found file : walk.files()) {
            TarHeaderEncoder.encode(new TarHeader(
                    file.path().toString().substring(1),
                    TarEntryType.REGULAR_FILE,
                    FILE_MODE,
                    0,
                    0,
                    file.size(),
                    0,
                    0,
                    "",
                    Collections.emptySortedMap()));
        }
    }

    /**
     * Goes through the tar piece by piece, but lets no stage's clock run during another. Each piece is a zstd frame: that
     * takes less time than one frame for all, whose window is larger than a processor's cache.
     */
    private void compress(StageTimes times) throws IOException {
        MessageDigest tarHash = DigestAlgorithm.SHA256.newMessageDigest();
        MessageDigest blobHash = DigestAlgorithm.SHA256.newMessageDigest();
        byte[] piece = new byte[PIECE];
        byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(PIECE))];
        try (InputStream in = tar.open();
                OutputStream file = Files.newOutputStream(blobFile);
                ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL)) {
            for (int read = in.readNBytes(piece, 0, PIECE); read > 0; read = in.readNBytes(piece, 0, PIECE)) {
                int count = read;
                times.time(Stage.HASH_TAR, () -> tarHash.update(piece, 0, count));
                int length = times.measure(
                        Stage.ZSTD, () -> zstd.compressByteArray(frame, 0, frame.length, piece, 0, count));
                times.time(Stage.HASH_BLOB, () -> blobHash.update(frame, 0, length));
                times.time(Stage.WRITE, () -> file.write(frame, 0, length));
            }
            times.time(Stage.HASH_TAR, () -> tarHash.digest());
            times.time(Stage.HASH_BLOB, () -> blobHash.digest());
        }
    }
}
