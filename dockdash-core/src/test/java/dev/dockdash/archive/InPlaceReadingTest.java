package dev.dockdash.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockdash.cache.BlobCache;
import dev.dockdash.image.Image;
import dev.dockdash.layer.LayerLimits;
import dev.dockdash.layer.RawTar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of an archive is read for what is asked. */
class InPlaceReadingTest {

    private static final int BIG = 8 << 20;

    @TempDir
    Path temp;

    private final AtomicLong count = new AtomicLong();

    private static byte[] big() {
        byte[] content = new byte[BIG];
        new Random(1).nextBytes(content);
        return new RawTar().add("big", '0', content, header -> {}).bytes();
    }

    private Image load(Path file) throws IOException {
        TarArchive archive = TarArchive.read(() -> new Counting(Files.newByteChannel(file), count), "the archive");
        return FileOrigin.load(
                archive, new Reading(Choice.NONE, BlobCache.at(temp.resolve("cache")), LayerLimits.DEFAULT));
    }

    private Path layout() throws IOException {
        ImageFiles files = new ImageFiles().file("not/asked/for", big());
        return files.layout(files.image("linux/amd64", big(), ImageFiles.layer("small")))
                .tar(temp.resolve("archive"));
    }

    private Path saved() throws IOException {
        ImageFiles files = new ImageFiles()
                .file("not/asked/for", big())
                .file("1", big())
                .file("2", ImageFiles.layer("small"))
                .file("config", ImageFiles.config("linux/amd64", big(), ImageFiles.layer("small")))
                .file("manifest.json", "[{\"Config\":\"config\",\"Layers\":[\"1\",\"2\"]}]");
        return files.tar(temp.resolve("saved"));
    }

    @Test
    void manifestAndConfigCostAFewKilobytes() throws IOException {
        assertThat(load(layout()).config().user()).contains("ada");
        assertThat(count).hasValueBetween(1000L, 32_000L);
        count.set(0);
        assertThat(load(saved()).config().user()).contains("ada");
        assertThat(count).hasValueBetween(1000L, 32_000L);
    }

    @Test
    void oneFileOfASmallLayerDoesNotCostTheOthers() throws IOException {
        for (Path file : new Path[] {layout(), saved()}) {
            count.set(0);
            Image image = load(file);
            assertThat(image.layers().get(1).readContent(0)).asString().isEqualTo("small");
            assertThat(count).hasValueBetween(1000L, 64_000L);
        }
    }

    @Test
    void theBigLayerIsReadOnceToBeVerified() throws IOException {
        Image image = load(layout());
        assertThat(image.filesystem().exists("/big")).isTrue();
        assertThat(count).hasValueBetween((long) BIG, BIG + 256_000L);
    }

    /** Counts what is read. */
    private record Counting(SeekableByteChannel channel, AtomicLong count) implements SeekableByteChannel {

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            int read = channel.read(buffer);
            count.addAndGet(Math.max(0, read));
            return read;
        }

        @Override
        public int write(ByteBuffer buffer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
