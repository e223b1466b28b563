package dev.dockdash.internal.tar;

import java.util.Collections;

/**
 * Writes the blocks before the content of an entry: a ustar header, and a PAX header before it where ustar does not
 * reach. The same header always gives the same bytes.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX, pax</a>
 */
public final class TarHeaderEncoder {

    /** The size of a tar block in bytes; content is padded to it. */
    public static final int BLOCK = Ustar.BLOCK;

    /** The zero bytes that end an archive. */
    public static final int END_LENGTH = 2 * Ustar.BLOCK;

    private static final byte PAX_TYPE_FLAG = 'x';
    private static final int PAX_MODE = 0644;

    private TarHeaderEncoder() {}

    /** Returns the length of what {@link #encode} returns, in bytes. */
    public static int encodedLength(TarHeader header) {
        PaxRecords pax = PaxRecords.of(header, UstarName.of(header.name()));
        return pax.isEmpty() ? BLOCK : 2 * BLOCK + padded(pax.toBytes().length);
    }

    /** Returns the blocks of a header. */
    public static byte[] encode(TarHeader header) {
        UstarName name = UstarName.of(header.name());
        PaxRecords pax = PaxRecords.of(header, name);
        if (pax.isEmpty()) {
            byte[] block = new byte[BLOCK];
            Ustar.write(block, 0, name, header, header.type().typeFlag());
            return block;
        }
        byte[] records = pax.toBytes();
        int recordsLength = padded(records.length);
        byte[] blocks = new byte[2 * BLOCK + recordsLength];
        TarHeader paxHeader = paxHeader(name, records.length);
        Ustar.write(blocks, 0, UstarName.of(paxHeader.name()), paxHeader, PAX_TYPE_FLAG);
        System.arraycopy(records, 0, blocks, BLOCK, records.length);
        Ustar.write(blocks, BLOCK + recordsLength, name, header, header.type().typeFlag());
        return blocks;
    }

    /** Returns the length that content of this many bytes takes with its padding. */
    public static long padded(long length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }

    private static int padded(int length) {
        return Math.toIntExact(padded((long) length));
    }

    private static TarHeader paxHeader(UstarName name, int size) {
        String path = "PaxHeaders.0/" + name.name();
        String shortened = path.length() <= Ustar.NAME_LENGTH ? path : path.substring(0, Ustar.NAME_LENGTH);
        return new TarHeader(
                shortened, TarEntryType.REGULAR_FILE, PAX_MODE, 0, 0, size, 0, 0, "", Collections.emptySortedMap());
    }
}
