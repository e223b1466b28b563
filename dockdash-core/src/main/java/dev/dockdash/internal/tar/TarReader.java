package dev.dockdash.internal.tar;

import dev.dockdash.internal.io.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar entry by entry, in all dialects that layers come in: V7, ustar, star, PAX and GNU, sparse files included.
 * Global headers are skipped. Where the dialects leave a choice, it is made as Go's reader does, which is the one in
 * container engines: what a layer means must not depend on who reads it.
 *
 * <p>Nothing is held but one header, of bounded size. Not thread-safe.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX, pax</a>
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">GNU tar, basic format</a>
 */
public final class TarReader {

    private static final String WITHOUT_CONTENT = "123456";

    private final InputStream in;
    private final @Nullable RegionInputStream region;
    private final String source;
    private final int maxHeaderSize;
    private final byte[] block = new byte[Ustar.BLOCK];
    private final byte[] skipped = new byte[64 * 1024];
    private long position;
    private long contentLeft;
    private long paddedEnd;

    /**
     * Starts at the first byte of a tar.
     *
     * @param in the tar, not closed here
     * @param source what it is, for messages, such as {@code layer sha256:…}
     * @param maxHeaderSize how many bytes one extended header, long name or sparse map may have
     */
    public TarReader(InputStream in, String source, int maxHeaderSize) {
        this(in, null, source, maxHeaderSize);
    }

    private TarReader(InputStream in, @Nullable RegionInputStream region, String source, int maxHeaderSize) {
        this.in = in;
        this.region = region;
        this.source = source;
        this.maxHeaderSize = maxHeaderSize;
    }

    /**
     * Returns a reader of a tar in a file, which does not read the contents that nobody asks for.
     *
     * @param in the tar, not closed here
     * @param source what it is, for messages
     * @param maxHeaderSize how many bytes one extended header, long name or sparse map may have
     */
    public static TarReader ofFile(RegionInputStream in, String source, int maxHeaderSize) {
        return new TarReader(in, in, source, maxHeaderSize);
    }

    /**
     * Returns the next entry, or null at the end of the tar; bytes beyond the end are not read.
     *
     * @throws IOException if the bytes are not a tar or cannot be read
     */
    public @Nullable TarEntry next() throws IOException {
        skip(paddedEnd - position);
        long start = position;
        try {
            return read();
        } catch (EOFException e) {
            throw new IOException("Reading " + source + ": it ends within the entry at its byte " + start, e);
        } catch (MalformedTarException e) {
            throw new IOException("Reading " + source + ", the entry at its byte " + start + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads stored bytes of the current entry and returns how many, or -1 after the last.
     *
     * @throws IOException if the tar ends before them or cannot be read
     */
    public int read(byte[] buffer) throws IOException {
        return read(buffer, 0, buffer.length);
    }

    private int read(byte[] buffer, int offset, int length) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int read = in.read(buffer, offset, (int) Math.min(length, contentLeft));
        if (read < 0) {
            throw new IOException("Reading " + source + ": it ends at its byte " + position + ", " + contentLeft
                    + " bytes before the end of a file");
        }
        position += read;
        contentLeft -= read;
        return read;
    }

    /** Returns the stored bytes of the current entry, as a stream that is good until the next one. */
    public InputStream content() {
        return new BlockInputStream() {

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return length == 0 ? 0 : TarReader.this.read(buffer, offset, length);
            }
        };
    }

    /** Returns how many bytes of the tar were read. */
    public long position() {
        return position;
    }

    private @Nullable TarEntry read() throws IOException {
        ExtendedHeader extended = new ExtendedHeader();
        while (readBlock() && !isEnd()) {
            HeaderBlock header = new HeaderBlock(block);
            switch (header.typeFlag()) {
                case 'x' -> extended.read(readSmall(header));
                case 'L' -> extended.longName(readSmall(header));
                case 'K' -> extended.longLinkName(readSmall(header));
                case 'g' -> {
                    skip(TarHeaderEncoder.padded(size(header)));
                    extended = new ExtendedHeader();
                }
                default -> {
                    return entry(header, extended);
                }
            }
        }
        return null;
    }

    /** One block of zeros is the end when nothing or another one follows. */
    private boolean isEnd() throws IOException {
        if (!HeaderBlock.isZero(block)) {
            return false;
        }
        if (readBlock() && !HeaderBlock.isZero(block)) {
            throw new MalformedTarException("it is a single block of zeros within a tar; expected two at its end");
        }
        return true;
    }

    private TarEntry entry(HeaderBlock header, ExtendedHeader extended) throws IOException {
        String name = extended.name(header.name());
        char type = type(header.typeFlag(), name);
        boolean withContent = WITHOUT_CONTENT.indexOf(type) < 0;
        long stored = withContent ? extended.number("size", size(header)) : 0;
        SparseReader.Layout content = withContent
                ? new SparseReader(this::nextBlock, maxHeaderSize).read(header, extended, stored)
                : SparseReader.Layout.EMPTY;
        boolean device = type == '3' || type == '4';
        TarEntry entry = new TarEntry(
                name,
                type,
                header.number(Ustar.MODE, 8, "mode"),
                owner(extended, "uid", header.number(Ustar.UID, 8, "uid")),
                owner(extended, "gid", header.number(Ustar.GID, 8, "gid")),
                extended.text("uname", header.userName()),
                extended.text("gname", header.groupName()),
                extended.modified(header.number(Ustar.MTIME, 12, "time")),
                type == '1' || type == '2' ? extended.linkName(header.linkName()) : "",
                device ? header.deviceMajor() : 0,
                device ? header.deviceMinor() : 0,
                extended.xattrs(),
                content.size(),
                position,
                content.stored(),
                content.map());
        startContent(content.stored());
        return entry;
    }

    /** Old archives mark a directory by nothing but the slash at its end. */
    private static char type(char flag, String name) {
        return switch (flag) {
            case 0 -> name.endsWith("/") ? '5' : '0';
            case '7', 'S' -> '0';
            default -> flag;
        };
    }

    private static long size(HeaderBlock header) throws IOException {
        return notNegative(header.number(Ustar.SIZE, 12, "size"), "size");
    }

    private static long owner(ExtendedHeader extended, String key, long absent) throws IOException {
        return notNegative(extended.number(key, absent), key);
    }

    private static long notNegative(long number, String field) throws IOException {
        if (number < 0) {
            throw new MalformedTarException("the " + field + " is " + number);
        }
        return number;
    }

    private void startContent(long stored) throws IOException {
        contentLeft = stored;
        if (stored > Long.MAX_VALUE - position - Ustar.BLOCK) {
            throw new MalformedTarException("the size " + stored + " is beyond what can be counted");
        }
        paddedEnd = position + TarHeaderEncoder.padded(stored);
    }

    private byte[] readSmall(HeaderBlock header) throws IOException {
        long size = size(header);
        if (size > maxHeaderSize) {
            throw new MalformedTarException(
                    "it has an extended header of " + size + " bytes; expected at most " + maxHeaderSize);
        }
        byte[] bytes = in.readNBytes((int) size);
        position += bytes.length;
        if (bytes.length < size) {
            throw new EOFException();
        }
        skip(TarHeaderEncoder.padded(size) - size);
        return bytes;
    }

    private byte[] nextBlock() throws IOException {
        if (!readBlock()) {
            throw new EOFException();
        }
        return block;
    }

    /** Reads one block, or finds that the bytes end right before it. */
    private boolean readBlock() throws IOException {
        int read = in.readNBytes(block, 0, Ustar.BLOCK);
        position += read;
        if (read > 0 && read < Ustar.BLOCK) {
            throw new EOFException();
        }
        return read > 0;
    }

    private void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            long read = region == null ? in.read(skipped, 0, (int) Math.min(skipped.length, left)) : region.skip(left);
            if (read <= 0) {
                throw new IOException("Reading " + source + ": it ends at its byte " + position + ", " + left
                        + " bytes before the end of a file");
            }
            position += read;
            left -= read;
        }
        contentLeft = 0;
    }
}
