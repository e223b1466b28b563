package dev.dockdash.cache;

import dev.dockdash.blob.Blob;
import dev.dockdash.oci.Digest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/**
 * A blob on its way into a cache: nobody sees it before {@link #commit}, and closing it before that leaves nothing.
 *
 * <p>Not thread-safe. Unbuffered: write in large pieces.
 */
public final class BlobWriter extends OutputStream {

    private final Path temporary;
    private final Function<Digest, Path> place;
    private final Listener listener;
    private final FileChannel channel;
    private final GrowingBlob growing;
    private long size;
    private boolean committed;

    /** Hears of a blob that was committed. */
    interface Listener {
        void committed(Path file, Digest digest, long size);
    }

    BlobWriter(Path temporary, Function<Digest, Path> place, Listener listener) throws IOException {
        this.temporary = temporary;
        this.place = place;
        this.listener = listener;
        this.channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.growing = new GrowingBlob(temporary);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        write(ByteBuffer.wrap(bytes, offset, length));
    }

    /**
     * Writes what remains of a buffer.
     *
     * @throws IOException if the disk refuses it
     */
    public void write(ByteBuffer buffer) throws IOException {
        size += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        growing.grewTo(size);
    }

    /** Returns what is written so far, and will be, for others to read. */
    public GrowingBlob growing() {
        return growing;
    }

    /** Returns how many bytes were written. */
    public long size() {
        return size;
    }

    /**
     * Makes the blob visible under its digest and returns it; the caller vouches that the digest is that of the bytes.
     *
     * @throws IOException if the file cannot be moved to its place; nothing is visible then
     */
    public Blob commit(Digest digest) throws IOException {
        channel.close();
        KeptBlob blob = growing.complete(() -> move(digest));
        listener.committed(blob.file(), digest, size);
        return blob;
    }

    private KeptBlob move(Digest digest) throws IOException {
        Path file = place.apply(digest);
        Files.createDirectories(file.getParent());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
        return new KeptBlob(file, digest, size);
    }

    /** Closes the file, and removes it unless it was committed. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            if (!committed) {
                growing.giveUp();
                Files.deleteIfExists(temporary);
            }
        }
    }
}
