package dev.dockdash.internal.tar;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Puts zeros where a sparse file has holes. Closing it closes the source. */
public final class SparseInputStream extends BlockInputStream {

    private final InputStream stored;
    private final SparseMap map;
    private final long size;
    private long position;
    private int piece;

    /**
     * Wraps the stored bytes of a file.
     *
     * @param stored the bytes of all pieces
     * @param map where the pieces go
     * @param size the length of the file
     */
    public SparseInputStream(InputStream stored, SparseMap map, long size) {
        this.stored = stored;
        this.map = map;
        this.size = size;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (piece < map.count() && position == map.offset(piece) + map.length(piece)) {
            piece++;
        }
        if (position == size) {
            return stored.read();
        }
        long hole = (piece < map.count() ? map.offset(piece) : size) - position;
        int read = hole > 0 ? zeros(buffer, offset, (int) Math.min(length, hole)) : data(buffer, offset, length);
        position += read;
        return read;
    }

    private static int zeros(byte[] buffer, int offset, int count) {
        Arrays.fill(buffer, offset, offset + count, (byte) 0);
        return count;
    }

    private int data(byte[] buffer, int offset, int length) throws IOException {
        long left = map.offset(piece) + map.length(piece) - position;
        int read = stored.read(buffer, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new EOFException("A sparse file ends " + left + " bytes before the end of a piece");
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
