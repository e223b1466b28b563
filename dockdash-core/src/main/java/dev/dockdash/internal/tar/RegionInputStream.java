package dev.dockdash.internal.tar;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A part of a file, of which what is skipped is not read. Not thread-safe. Closing it closes the channel. */
public final class RegionInputStream extends BlockInputStream {

    private final SeekableByteChannel channel;
    private final String source;
    private final long end;
    private long position;

    /**
     * Starts at a place in a file.
     *
     * @param channel the file, closed with this stream
     * @param start where the part begins
     * @param size how many bytes it has; a file that ends before them is an error
     * @param source what the file is, for messages
     * @throws IOException if the file cannot be read at that place
     */
    public RegionInputStream(SeekableByteChannel channel, long start, long size, String source) throws IOException {
        this.channel = channel;
        this.source = source;
        this.position = start;
        this.end = Math.addExact(start, size);
        channel.position(start);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == end) {
            return -1;
        }
        int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - position)));
        if (read < 0) {
            throw new EOFException("Reading " + source + ": it ends at its byte " + position + ", " + (end - position)
                    + " bytes before the end of a file in it; was it cut off?");
        }
        position += read;
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        channel.position(position);
        return skipped;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
