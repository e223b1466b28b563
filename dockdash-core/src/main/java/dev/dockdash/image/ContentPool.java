package dev.dockdash.image;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * Small contents, one after another in one file: first all are written, then any are read, which goes fast in the order in
 * which they were written. Not thread-safe.
 */
final class ContentPool implements Closeable {

    private static final int BUFFER_SIZE = 512 * 1024;

    private final SeekableByteChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);

    /** Where in the file the first byte of the buffer lies. */
    private long start;

    private boolean reading;

    /** Starts with an empty file, which is closed with this. */
    ContentPool(SeekableByteChannel file) {
        this.file = file;
    }

    /** Adds the first bytes of an array, not more than 128 KiB, and returns where they are. */
    long add(byte[] bytes, int length) throws IOException {
        if (buffer.remaining() < length) {
            flush();
        }
        long position = start + buffer.position();
        buffer.put(bytes, 0, length);
        return position;
    }

    /** Returns bytes that were added, which are good until the next are read. */
    ByteBuffer read(long position, int length) throws IOException {
        if (!reading) {
            flush();
            buffer.limit(0);
            reading = true;
        }
        if (position < start || position + length > start + buffer.limit()) {
            fill(position, length);
        }
        return buffer.slice((int) (position - start), length);
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            start += file.write(buffer);
        }
        buffer.clear();
    }

    private void fill(long position, int least) throws IOException {
        start = position;
        file.position(position);
        buffer.clear();
        int read = 0;
        while (buffer.position() < least && read >= 0) {
            read = file.read(buffer);
        }
        buffer.flip();
        if (buffer.limit() < least) {
            throw new EOFException("Reading contents of a layer that were just written: the file ends at its byte "
                    + (position + buffer.limit()));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
