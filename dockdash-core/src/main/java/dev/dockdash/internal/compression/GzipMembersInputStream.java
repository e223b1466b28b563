package dev.dockdash.internal.compression;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Uncompresses gzip of any number of members to its very end: the JDK's stream takes a source that has nothing at hand
 * for one that has ended, and drops the members after it. Whatever follows a member must be another one.
 *
 * <p>Not thread-safe. Closing it closes the source.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipMembersInputStream extends BlockInputStream {

    private static final int BUFFER_SIZE = 64 * 1024;
    private static final int FLAG_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;
    private static final int RESERVED_FLAGS = 0xe0;
    private static final int DEFLATE = 8;

    private final InputStream source;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int start;
    private int end;
    private boolean inMember;
    private boolean ended;

    GzipMembersInputStream(InputStream source) {
        this.source = source;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !startMember()) {
                ended = true;
                break;
            }
            int count = inflate(target, offset, length);
            if (count > 0) {
                return count;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (start == end && !fill()) {
                throw truncated();
            }
            inflater.setInput(buffer, start, end - start);
            start = end;
        }
        int count;
        try {
            count = inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("Reading gzip: the data is damaged: " + e.getMessage(), e);
        }
        crc.update(target, offset, count);
        if (inflater.finished()) {
            start = end - inflater.getRemaining();
            finishMember();
        } else if (count == 0 && inflater.needsDictionary()) {
            throw new IOException("Reading gzip: the data needs a dictionary");
        }
        return count;
    }

    private boolean startMember() throws IOException {
        if (start == end && !fill()) {
            return false;
        }
        int magic = next() | next() << 8;
        int method = next();
        int flags = next();
        if (magic != 0x8b1f || method != DEFLATE || (flags & RESERVED_FLAGS) != 0) {
            throw new IOException("Reading gzip: expected the header of a member or the end, but found other bytes");
        }
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_CRC) != 0) {
            skip(2);
        }
        inMember = true;
        return true;
    }

    private void finishMember() throws IOException {
        long expectedCrc = nextInt();
        long expectedSize = nextInt();
        if (expectedCrc != crc.getValue() || expectedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new IOException("Reading gzip: the data of a member does not have its checksum and size");
        }
        inflater.reset();
        crc.reset();
        inMember = false;
    }

    private long nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (start == end && !fill()) {
            throw truncated();
        }
        return buffer[start++] & 0xff;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // The name of the file that was compressed means nothing here.
        }
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, source.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private static EOFException truncated() {
        return new EOFException("Reading gzip: the data ends within a member");
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        source.close();
    }
}
